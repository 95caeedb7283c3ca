package dev.postern.mapping;

import dev.postern.mapping.json.JsonPathExpression;
import dev.postern.mapping.json.JsonText;
import dev.postern.mapping.vtl.Arguments;
import dev.postern.mapping.vtl.BoundedCache;
import dev.postern.mapping.vtl.Scriptable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code $input} of one rendering, with {@code body}, {@code json(path)}, {@code path(path)} and
 * {@code params(...)}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html">
 *     Variables for data transformations for API Gateway</a>
 */
final class InputVariable implements Scriptable {
  private static final String MISSING_JSON = "\"\"";

  private final MappingInput input;
  private final BoundedCache<JsonPathExpression> paths;

  InputVariable(MappingInput input, BoundedCache<JsonPathExpression> paths) {
    this.input = input;
    this.paths = paths;
  }

  @Override
  public @Nullable Object property(String name) {
    return name.equals("body") ? input.body().textOrEmptyObject() : null;
  }

  @Override
  public @Nullable Object call(String name, Arguments arguments) {
    if (arguments.count() == 0) {
      return name.equals("params") ? allParameters() : null;
    }
    if (arguments.count() > 1) {
      return null;
    }
    return switch (name) {
      case "path" -> path(arguments);
      case "json" -> json(arguments);
      case "params" -> parameter(arguments.text(0));
      default -> null;
    };
  }

  /** Returns the value itself, not a copy; null if the value or the body is absent. */
  private @Nullable Object path(Arguments arguments) {
    if (input.body().isEmpty()) {
      return null;
    }
    Object value = read(arguments);
    return JsonPathExpression.isMissing(value) ? null : value;
  }

  private String json(Arguments arguments) {
    Object value = read(arguments);
    return JsonPathExpression.isMissing(value)
        ? MISSING_JSON
        : JsonText.of(value, arguments.maxCharacters());
  }

  private @Nullable Object read(Arguments arguments) {
    String path = arguments.text(0);
    arguments.charge(path.length());
    return paths.get(path).read(input.body().json(), arguments::charge);
  }

  /**
   * Returns the last value of a parameter, or an empty text. The path takes precedence over the
   * query string, which takes precedence over the headers.
   */
  private String parameter(String name) {
    RequestParameters request = input.request();
    String inPath = request.path().get(name);
    if (inPath != null) {
      return inPath;
    }
    List<String> inQuery = request.querystring().get(name);
    if (inQuery != null && !inQuery.isEmpty()) {
      return inQuery.getLast();
    }
    String inHeaders = HeaderFields.last(request.headers(), name);
    return inHeaders == null ? "" : inHeaders;
  }

  private Map<String, Object> allParameters() {
    RequestParameters request = input.request();
    Map<String, Object> query = new LinkedHashMap<>();
    request.querystring().forEach((name, values) -> query.put(name, values.getLast()));
    Map<String, Object> headers = new LinkedHashMap<>();
    request.headers().forEach(headers::put);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("path", new LinkedHashMap<String, Object>(request.path()));
    all.put("querystring", query);
    all.put("header", headers);
    return all;
  }
}
