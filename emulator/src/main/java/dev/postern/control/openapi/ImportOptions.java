package dev.postern.control.openapi;

import dev.postern.aws.error.ImportErrors;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Options in the query of an import.
 *
 * @param endpointType EDGE, REGIONAL or PRIVATE as sent, or null
 * @param vpcEndpointIds empty if not sent
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_ImportRestApi.html">
 *     ImportRestApi</a>
 */
public record ImportOptions(
    BasePathMode basePath,
    boolean documentation,
    @Nullable String endpointType,
    List<String> vpcEndpointIds) {

  /** How an import uses the base path of the file. */
  public enum BasePathMode {
    IGNORE,
    PREPEND,
    SPLIT;

    /** Returns the segments to put before the paths of the file. */
    List<String> prefix(List<String> basePath) {
      return switch (this) {
        case IGNORE -> List.of();
        case PREPEND -> basePath;
        case SPLIT -> basePath.isEmpty() ? basePath : basePath.subList(1, basePath.size());
      };
    }
  }

  public ImportOptions {
    vpcEndpointIds = List.copyOf(vpcEndpointIds);
  }

  /**
   * Parses the parameters of the query. Ignores unknown parameters.
   *
   * @throws dev.postern.aws.error.AwsException if {@code basepath} has an unknown value
   */
  public static ImportOptions of(Map<String, String> parameters) {
    return new ImportOptions(
        basePath(parameters.getOrDefault("basepath", "ignore")),
        !list(parameters, "ignore").contains("documentation"),
        parameters.get("endpointConfigurationTypes"),
        list(parameters, "vpcEndpointIds"));
  }

  private static BasePathMode basePath(String text) {
    return Stream.of(BasePathMode.values())
        .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> ImportErrors.invalidBasePathMode(text));
  }

  private static List<String> list(Map<String, String> parameters, String name) {
    return Optional.ofNullable(parameters.get(name)).stream()
        .flatMap(text -> Stream.of(text.split(",")))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
