package dev.postern.execute;

import dev.postern.aws.error.GatewayException;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The compiled handling of requests to one method: its phases.
 *
 * @param resourceId id of the resource
 * @param resourcePath path template, such as {@code /pets/{petId}}
 * @param resourceArnPath the path template as in ARNs: {@code /pets/*}
 * @param operationName operation name of the method, {@code ""} if it has none
 * @param observers creates the observer of a request; null if nothing observes
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

  /** Returns a plan for the same resource that refuses every request. */
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
