package dev.postern.execute.integration;

import dev.postern.mapping.MappingExpression;
import java.util.List;

/**
 * The compiled request parameters of an integration: the source of each header, query and path
 * parameter.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping.html">
 *     Parameter mapping for REST APIs in API Gateway</a>
 */
public record ParameterMappings(List<Mapped> headers, List<Mapped> query, List<Mapped> path) {
  public static final ParameterMappings NONE =
      new ParameterMappings(List.of(), List.of(), List.of());

  public ParameterMappings {
    headers = List.copyOf(headers);
    query = List.copyOf(query);
    path = List.copyOf(path);
  }

  /** One parameter and its source. */
  public record Mapped(String name, MappingExpression source) {}
}
