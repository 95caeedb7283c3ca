package dev.postern.control.openapi;

import dev.postern.aws.error.ImportErrors;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the query of an import says about the file.
 *
 * @param endpointType EDGE, REGIONAL or PRIVATE as it was sent, or null
 * @param vpcEndpointIds none when they were not sent
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_ImportRestApi.html">
 *     ImportRestApi</a>
 */
public record ImportOptions(
    BasePathMode basePath,
    boolean documentation,
    @Nullable String endpointType,
    List<String> vpcEndpointIds) {

  /** What becomes of the base path that a file names. */
  public enum BasePathMode {
    IGNORE,
    PREPEND,
    SPLIT;

    /** The segments that stand before the paths of the file. */
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
   * Reads the parameters of the query; those that are not known do nothing.
   *
   * @throws dev.postern.aws.error.AwsException when {@code basepath} is none of AWS's
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
