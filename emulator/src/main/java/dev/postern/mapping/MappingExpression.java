package dev.postern.mapping;

import dev.postern.mapping.MappingSource.Body;
import dev.postern.mapping.MappingSource.BodyValue;
import dev.postern.mapping.MappingSource.ContextValue;
import dev.postern.mapping.MappingSource.Header;
import dev.postern.mapping.MappingSource.PathParameter;
import dev.postern.mapping.MappingSource.QueryParameter;
import dev.postern.mapping.MappingSource.QueryParameters;
import dev.postern.mapping.MappingSource.StageVariable;
import dev.postern.mapping.MappingSource.Static;
import dev.postern.mapping.json.JsonPathExpression;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A compiled parameter mapping source. Immutable.
 *
 * <pre>
 * method.request.{path|querystring|multivaluequerystring|header|multivalueheader}.name
 * method.request.body[.jsonPath]           (route.request... on WebSocket APIs)
 * integration.response.{header|multivalueheader}.name
 * integration.response.body[.jsonPath]
 * stageVariables.name   context.name   'static'
 * </pre>
 *
 * <p>Header names are case-sensitive. A missing value is not an error: the parameter is omitted.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping-sources.html">
 *     Parameter mapping source reference for REST APIs in API Gateway</a>
 */
public final class MappingExpression {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._$-]+");
  private static final String ERROR_MESSAGE = ".errorMessage";

  private final MappingSource source;

  private MappingExpression(MappingSource source) {
    this.source = source;
  }

  /**
   * Parses a source.
   *
   * @throws IllegalArgumentException if it does not have one of the forms above
   */
  public static MappingExpression compile(String source) {
    return new MappingExpression(parse(source));
  }

  /**
   * Returns all values; empty if the source is missing. Only the multi-value query string form has
   * more than one value.
   *
   * @throws InvalidJsonBodyException if the source is a body that begins like JSON and is invalid
   */
  public List<String> values(MappingInput input) {
    return source.values(input);
  }

  /**
   * Returns one value, or null if the source is missing. Of several values returns the last one;
   * the multi-value forms join them by a comma.
   *
   * @throws InvalidJsonBodyException if the source is a body that begins like JSON and is invalid
   */
  public @Nullable String value(MappingInput input) {
    return source.value(input);
  }

  private static MappingSource parse(String source) {
    if (source.length() >= 2 && source.startsWith("'") && source.endsWith("'")) {
      return new Static(source.substring(1, source.length() - 1));
    }
    if (source.startsWith("method.request.") || source.startsWith("route.request.")) {
      return requestSource(source, source.substring(source.indexOf(".request.") + 9));
    }
    if (source.startsWith("integration.response.")) {
      return responseSource(source, source.substring("integration.response.".length()));
    }
    if (source.startsWith("stageVariables.")) {
      return new StageVariable(name(source, source.substring("stageVariables.".length())));
    }
    if (source.startsWith("context.")) {
      return new ContextValue(ContextPath.parse(source.substring("context".length())));
    }
    throw unknown(source);
  }

  private static MappingSource requestSource(String source, String rest) {
    if (isBody(rest)) {
      return body(rest);
    }
    int dot = rest.indexOf('.');
    String name = name(source, rest.substring(dot + 1));
    return switch (dot < 0 ? "" : rest.substring(0, dot)) {
      case "path" -> new PathParameter(name);
      case "querystring" -> new QueryParameter(name);
      case "multivaluequerystring" -> new QueryParameters(name);
      case "header" -> new Header(name, false, false);
      case "multivalueheader" -> new Header(name, false, true);
      default -> throw unknown(source);
    };
  }

  private static MappingSource responseSource(String source, String rest) {
    if (isBody(rest)) {
      return body(rest);
    }
    int dot = rest.indexOf('.');
    String name = name(source, rest.substring(dot + 1));
    return switch (dot < 0 ? "" : rest.substring(0, dot)) {
      case "header" -> new Header(name, true, false);
      case "multivalueheader" -> new Header(name, true, true);
      default -> throw unknown(source);
    };
  }

  private static boolean isBody(String rest) {
    return rest.equals("body") || rest.startsWith("body.") || rest.startsWith("body[");
  }

  private static MappingSource body(String rest) {
    String path = rest.substring("body".length());
    if (path.isEmpty()) {
      return new Body();
    }
    String inside = path.startsWith(ERROR_MESSAGE) ? path.substring(ERROR_MESSAGE.length()) : "";
    boolean goesInside = inside.startsWith(".") || inside.startsWith("[");
    return new BodyValue(
        JsonPathExpression.compile("$" + path),
        goesInside ? JsonPathExpression.compile("$" + inside) : null);
  }

  private static String name(String source, String name) {
    if (!NAME.matcher(name).matches()) {
      throw unknown(source);
    }
    return name;
  }

  private static IllegalArgumentException unknown(String source) {
    return new IllegalArgumentException("not a mapping source: " + source);
  }
}
