package dev.postern.execute;

import dev.postern.auth.policy.Policy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of an authorizer.
 *
 * @param policyDocument JSON, as the authorizer returned it
 * @param policy the same policy, compiled
 * @param values the authorizer's context values, as text
 * @param usageIdentifierKey API key value that the request is counted for, or null
 * @param latencyMillis duration of the authorizer's call; 0 for a cached result
 */
public record Authorization(
    String principalId,
    String policyDocument,
    Policy policy,
    Map<String, String> values,
    @Nullable String usageIdentifierKey,
    long latencyMillis) {
  public Authorization {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Returns the same result of a call that took so long. */
  public Authorization withLatency(long millis) {
    return millis == latencyMillis
        ? this
        : new Authorization(
            principalId, policyDocument, policy, values, usageIdentifierKey, millis);
  }

  /** Returns {@code $context.authorizer}, which is {@code requestContext.authorizer} in events. */
  Map<String, Object> context() {
    Map<String, Object> context = LinkedHashMap.newLinkedHashMap(values.size() + 2);
    context.put("principalId", principalId);
    context.put("integrationLatency", latencyMillis);
    values.forEach(context::putIfAbsent);
    return context;
  }
}
