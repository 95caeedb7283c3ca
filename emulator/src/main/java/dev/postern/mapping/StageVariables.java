package dev.postern.mapping;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Substitution of {@code ${stageVariables.name}} in URIs, ARNs and credentials.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html">
 *     API Gateway stage variables reference for REST APIs in API Gateway</a>
 */
public final class StageVariables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{stageVariables\\.([\\w-]+)}");

  private StageVariables() {}

  /** Replaces references to stage variables; an undefined variable is empty. */
  public static String substitute(String text, Map<String, String> variables) {
    if (!text.contains("${stageVariables.")) {
      return text;
    }
    return REFERENCE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(variables.getOrDefault(found.group(1), "")));
  }
}
