package dev.postern.runner.container;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mapping from runtimes to images.
 *
 * @see <a href="https://gallery.ecr.aws/lambda">AWS base images</a>
 */
final class ImageNames {
  private static final Pattern RUNTIME =
      Pattern.compile("(nodejs|python|java|dotnet|ruby|go)((?:core)?[0-9].*)");

  private final Map<String, String> overrides;
  private final String prefix;

  /**
   * Creates a mapping.
   *
   * @param overrides image by runtime id; takes precedence
   */
  ImageNames(Map<String, String> overrides, String prefix) {
    this.overrides = Map.copyOf(overrides);
    this.prefix = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
  }

  /**
   * Returns an image, such as {@code public.ecr.aws/lambda/nodejs:22} for {@code nodejs22.x}.
   *
   * @throws SandboxFailure if the runtime has neither an override nor AWS's form
   */
  String of(String runtime) throws SandboxFailure {
    String override = overrides.get(runtime);
    if (override != null) {
      return override;
    }
    if (runtime.equals("provided") || runtime.startsWith("provided.")) {
      String version = runtime.equals("provided") ? "alami" : runtime.substring(9);
      return prefix + "/provided:" + version;
    }
    Matcher matcher = RUNTIME.matcher(runtime);
    if (!matcher.matches()) {
      throw new SandboxFailure(
          "no image is known for runtime " + runtime + ": set one for it in the runner's images");
    }
    String version = matcher.group(2);
    String tag = version.endsWith(".x") ? version.substring(0, version.length() - 2) : version;
    return prefix + "/" + matcher.group(1) + ":" + tag;
  }
}
