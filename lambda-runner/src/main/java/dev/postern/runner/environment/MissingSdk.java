package dev.postern.runner.environment;

import dev.postern.runner.FunctionSpec;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Explains errors of functions that import the AWS SDK without having it. AWS's own runtimes
 * contain it; plain processes and other images do not.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html">Building Lambda
 *     functions with Node.js</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html">Building Lambda
 *     functions with Python</a>
 */
final class MissingSdk {
  private static final Logger LOG = System.getLogger(MissingSdk.class.getName());

  private static final Pattern NODE_3 =
      Pattern.compile("Cannot find (?:module|package) '((?:@aws-sdk|@smithy)/[^'/\\\\]+)");
  private static final Pattern NODE_2 = Pattern.compile("Cannot find module '(aws-sdk)['/]");
  private static final Pattern PYTHON = Pattern.compile("No module named '(boto3|botocore)['.]");
  private static final Pattern MESSAGE =
      Pattern.compile("\"errorMessage\"\\s*+:\\s*+\"(?:[^\"\\\\]++|\\\\.)*+", Pattern.DOTALL);

  /** The runtimes with version 2 of the SDK for JavaScript; newer ones have version 3. */
  private static final Pattern OLD_NODE = Pattern.compile("nodejs(4|6|8|10|12|14|16)\\..*");

  private static final int MAX_ERROR_BYTES = 262_144;

  private MissingSdk() {}

  /**
   * Returns the error object of a function, with an explanation after its message if the function
   * lacks a module that AWS's runtime of that name contains. Logs the explanation too.
   */
  static byte[] explained(FunctionSpec function, byte[] error) {
    if (error.length > MAX_ERROR_BYTES) {
      return error;
    }
    String json = new String(error, StandardCharsets.UTF_8);
    Matcher message = MESSAGE.matcher(json);
    if (!message.find()) {
      return error;
    }
    Optional<String> found = explanation(function.runtime(), message.group());
    if (found.isEmpty()) {
      return error;
    }
    LOG.log(
        Level.WARNING,
        "event=no-aws-sdk function={0} reason=\"{1}\"",
        function.name(),
        found.get());
    String explained =
        json.substring(0, message.end()) + "\\n" + found.get() + json.substring(message.end());
    return explained.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the explanation, in characters that JSON need not escape. */
  private static Optional<String> explanation(@Nullable String runtime, String message) {
    String name = runtime == null ? "" : runtime;
    if (!name.startsWith("nodejs") && !name.startsWith("python") && !name.isEmpty()) {
      return Optional.empty();
    }
    Matcher python = PYTHON.matcher(message);
    if (!name.startsWith("nodejs") && python.find()) {
      return Optional.of(
          text("Python", python.group(1), "pip install -t . ", "for the python3 of this machine"));
    }
    boolean old = OLD_NODE.matcher(name).matches();
    Matcher node = (old ? NODE_2 : NODE_3).matcher(message);
    return !name.startsWith("python") && node.find()
        ? Optional.of(
            text(
                "Node.js",
                node.group(1),
                "npm install ",
                "into the folder that POSTERN_WORK_FOLDER names"))
        : Optional.empty();
  }

  private static String text(String language, String module, String install, String machine) {
    return ("AWS's %s runtimes contain %s, this one does not: put it into the function's package"
            + " (%s%s), run functions in AWS's images (POSTERN_LAMBDA_ENGINE=docker), or, for plain"
            + " processes, install it %s.")
        .formatted(language, module, install, module, machine);
  }
}
