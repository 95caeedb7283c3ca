package dev.postern.execute;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What to do with a request of one method: its phases, ready.
 *
 * @param resourceId id of the resource
 * @param resourcePath template, such as {@code /pets/{petId}}
 * @param resourceArnPath the template as ARNs write it: {@code /pets/*}
 * @param operationName of the method, {@code ""} if it has none
 */
public record Plan(
    String resourceId,
    String resourcePath,
    String resourceArnPath,
    String operationName,
    List<Phase> phases) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");

  public Plan {
    phases = List.copyOf(phases);
  }

  public static Plan of(
      String resourceId, String resourcePath, String operationName, List<Phase> phases) {
    String arnPath =
        resourcePath.indexOf('{') < 0
            ? resourcePath
            : PLACEHOLDER.matcher(resourcePath).replaceAll("*");
    return new Plan(resourceId, resourcePath, arnPath, operationName, phases);
  }
}
