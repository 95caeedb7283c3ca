package dev.postern.control.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;

/**
 * Counts of how often the methods of an API reference each authorizer, request validator and model.
 * They are updated when a resource changes, so that checking whether something is in use does not
 * depend on the number of resources.
 *
 * @param counts positive; an unused item has no entry
 */
public record MethodUses(PMap<Use, Integer> counts) {
  public static final MethodUses NONE = new MethodUses(HashTreePMap.empty());

  /** The kinds of item that a method can reference. */
  public enum Kind {
    AUTHORIZER,
    REQUEST_VALIDATOR,
    MODEL
  }

  /** An authorizer or request validator by id, or a model by name. */
  public record Use(Kind kind, String id) {}

  public boolean contains(Kind kind, String id) {
    return counts.containsKey(new Use(kind, id));
  }

  /**
   * Returns the uses after a change of a resource.
   *
   * @param old null if the resource is new
   * @param changed null if the resource is deleted
   */
  MethodUses after(@Nullable Resource old, @Nullable Resource changed) {
    Map<String, Method> before = old == null ? Map.of() : old.resourceMethods();
    Map<String, Method> now = changed == null ? Map.of() : changed.resourceMethods();
    PMap<Use, Integer> next = counts;
    for (Map.Entry<String, Method> method : before.entrySet()) {
      if (!same(method.getValue(), now.get(method.getKey()))) {
        next = plus(next, usesOf(method.getValue()), -1);
      }
    }
    for (Map.Entry<String, Method> method : now.entrySet()) {
      if (!same(method.getValue(), before.get(method.getKey()))) {
        next = plus(next, usesOf(method.getValue()), 1);
      }
    }
    return new MethodUses(next);
  }

  /** Returns whether the method is unchanged; an unchanged method is the same object. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean same(Method one, @Nullable Method other) {
    return one == other;
  }

  private static PMap<Use, Integer> plus(PMap<Use, Integer> counts, List<Use> uses, int more) {
    PMap<Use, Integer> next = counts;
    for (Use use : uses) {
      int count = next.getOrDefault(use, 0) + more;
      next = count == 0 ? next.minus(use) : next.plus(use, count);
    }
    return next;
  }

  private static List<Use> usesOf(Method method) {
    List<Use> uses = new ArrayList<>(0);
    if (method.authorizerId() != null) {
      uses.add(new Use(Kind.AUTHORIZER, method.authorizerId()));
    }
    if (method.requestValidatorId() != null) {
      uses.add(new Use(Kind.REQUEST_VALIDATOR, method.requestValidatorId()));
    }
    method.requestModels().values().forEach(model -> uses.add(new Use(Kind.MODEL, model)));
    method
        .methodResponses()
        .values()
        .forEach(response ->
            response.responseModels().values().forEach(m -> uses.add(new Use(Kind.MODEL, m))));
    return uses;
  }
}
