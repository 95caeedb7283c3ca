package dev.postern.deploy.target;

import dev.postern.aws.Arn;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The integration URI of a function, such as {@code
 * arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:pets:live/invocations}.
 * The Lambda operation in the URI is ignored: the response transfer mode decides.
 *
 * @param functionArn unqualified ARN
 * @param qualifier alias or version, or null
 */
public record LambdaUri(String functionArn, @Nullable String qualifier) {
  private static final Pattern SERVICE =
      Pattern.compile("arn:[^:]+:apigateway:[^:]*:lambda:(path|action)/.*", Pattern.DOTALL);

  private static final Pattern INVOCATIONS =
      Pattern.compile(
          "arn:[^:]+:apigateway:[^:]*:lambda:path/+"
              + "(?:2015-03-31/functions/(.+)/invocations"
              + "|2021-11-15/functions/(.+)/response-streaming-invocations)/?");

  /** Returns whether the URI is for Lambda, even if malformed. */
  public static boolean isForLambda(String uri) {
    return SERVICE.matcher(uri).matches();
  }

  /** Parses a URI with stage variables substituted; empty if it names no function by ARN. */
  public static Optional<LambdaUri> parse(String uri) {
    Matcher matcher = INVOCATIONS.matcher(uri);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String function = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return Arn.parse(function).flatMap(LambdaUri::of);
  }

  private static Optional<LambdaUri> of(Arn arn) {
    String[] parts = arn.resource().split(":", -1);
    if (!arn.service().equals("lambda")
        || !parts[0].equals("function")
        || parts.length < 2
        || parts.length > 3
        || parts[1].isEmpty()) {
      return Optional.empty();
    }
    Arn unqualified =
        new Arn(
            arn.partition(), arn.service(), arn.region(), arn.account(), parts[0] + ":" + parts[1]);
    String qualifier = parts.length == 3 && !parts[2].isEmpty() ? parts[2] : null;
    return Optional.of(new LambdaUri(unqualified.toString(), qualifier));
  }
}
