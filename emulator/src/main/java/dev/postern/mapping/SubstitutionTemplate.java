package dev.postern.mapping;

import dev.postern.mapping.MappingSource.ContextValue;
import dev.postern.mapping.MappingSource.Header;
import dev.postern.mapping.MappingSource.PathParameter;
import dev.postern.mapping.MappingSource.QueryParameter;
import dev.postern.mapping.MappingSource.QueryParameters;
import dev.postern.mapping.MappingSource.StageVariable;
import dev.postern.mapping.MappingSource.Static;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiled text with references and without directives, for gateway response templates and access
 * log formats. Immutable.
 *
 * <pre>
 * $context.a.b   $context.authorizer.claims['custom:x']   $stageVariables.x
 * $method.request.{header|path|querystring|multivalueheader|multivaluequerystring}.x
 * </pre>
 *
 * <p>Braces are allowed, as in <code>${context.a}</code>. Everything else is text, including other
 * dollar signs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html">
 *     Gateway responses for REST APIs in API Gateway</a>
 */
public final class SubstitutionTemplate {
  private static final String QUOTED = "\\['[^']+']|\\[\"[^\"]+\"]";
  private static final String CONTEXT = "context(?<context>(?:\\.\\w+|" + QUOTED + ")+)";
  private static final String STAGE_VARIABLE =
      "stageVariables(?:\\.(?<stage>\\w+)|\\[['\"](?<quotedStage>\\w+)['\"]])";
  private static final String PARAMETER =
      "method\\.request\\.(?<kind>(?:multivalue)?(?:header|querystring)|path)"
          + "\\.(?<name>[\\w$]+(?:[.-][\\w$]+)*)";
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\$(?<brace>\\{)?(?:" + CONTEXT + "|" + STAGE_VARIABLE + "|" + PARAMETER + ")");

  private final List<MappingSource> parts;

  private SubstitutionTemplate(List<MappingSource> parts) {
    this.parts = List.copyOf(parts);
  }

  public static SubstitutionTemplate compile(String source) {
    List<MappingSource> parts = new ArrayList<>();
    Matcher matcher = REFERENCE.matcher(source);
    int end = 0;
    while (matcher.find()) {
      boolean braced = matcher.group("brace") != null;
      if (braced && !source.startsWith("}", matcher.end())) {
        continue;
      }
      parts.add(new Static(source.substring(end, matcher.start())));
      parts.add(reference(matcher));
      end = matcher.end() + (braced ? 1 : 0);
    }
    parts.add(new Static(source.substring(end)));
    return new SubstitutionTemplate(parts);
  }

  /**
   * Renders the text.
   *
   * @param missing text for a reference without a value
   */
  public String render(MappingInput input, String missing) {
    StringBuilder text = new StringBuilder(128);
    for (int i = 0; i < parts.size(); i++) {
      String value = parts.get(i).value(input);
      text.append(value == null ? missing : value);
    }
    return text.toString();
  }

  private static MappingSource reference(Matcher matcher) {
    String context = matcher.group("context");
    if (context != null) {
      return new ContextValue(ContextPath.parse(context));
    }
    String stageVariable = matcher.group("stage");
    if (stageVariable != null) {
      return new StageVariable(stageVariable);
    }
    String quotedStageVariable = matcher.group("quotedStage");
    if (quotedStageVariable != null) {
      return new StageVariable(quotedStageVariable);
    }
    return parameter(matcher.group("kind"), matcher.group("name"));
  }

  private static MappingSource parameter(String kind, String name) {
    return switch (kind) {
      case "header" -> new Header(name, false, false);
      case "multivalueheader" -> new Header(name, false, true);
      case "path" -> new PathParameter(name);
      case "querystring" -> new QueryParameter(name);
      case "multivaluequerystring" -> new QueryParameters(name);
      default -> throw new IllegalStateException("the pattern let through " + kind);
    };
  }
}
