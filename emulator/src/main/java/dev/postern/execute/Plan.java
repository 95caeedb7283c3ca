package dev.postern.execute;

import dev.postern.aws.error.GatewayException;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to do with a request of one method: its phases, ready.
 *
 * @param resourceId id of the resource
 * @param resourcePath template, such as {@code /pets/{petId}}
 * @param resourceArnPath the template as ARNs write it: {@code /pets/*}
 * @param operationName of the method, {@code ""} if it has none
 * @param observers makes who watches a request; null when nobody wants to
 */
public record Plan(
    String resourceId,
    String resourcePath,
    String resourceArnPath,
    String operationName,
    List<Phase> phases,
    @Nullable Supplier<Observer> observers) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");

  public Plan {
    phases = List.copyOf(phases);
  }

  /** The same resource, where every request is refused. */
  public Plan refusing(GatewayException refusal) {
    Phase refuse =
        _ -> {
          throw refusal;
        };
    return new Plan(
        resourceId, resourcePath, resourceArnPath, operationName, List.of(refuse), observers);
  }

  public static Plan of(
      String resourceId,
      String resourcePath,
      String operationName,
      List<Phase> phases,
      @Nullable Supplier<Observer> observers) {
    String arnPath =
        resourcePath.indexOf('{') < 0
            ? resourcePath
            : PLACEHOLDER.matcher(resourcePath).replaceAll("*");
    return new Plan(resourceId, resourcePath, arnPath, operationName, phases, observers);
  }
}
