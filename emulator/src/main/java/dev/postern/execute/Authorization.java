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
 */
public record Authorization(
    String principalId,
    String policyDocument,
    Policy policy,
    Map<String, String> values,
    @Nullable String usageIdentifierKey) {
  public Authorization {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Returns {@code $context.authorizer}, which is {@code requestContext.authorizer} in events. */
  Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>(values);
    context.put("principalId", principalId);
    return context;
  }
}
