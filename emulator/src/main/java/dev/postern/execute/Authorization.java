package dev.postern.execute;

import dev.postern.auth.policy.Policy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an authorizer said of the caller.
 *
 * @param policyDocument JSON, as the authorizer returned it
 * @param policy the same, compiled
 * @param values what the authorizer added, as text
 * @param usageIdentifierKey value of the API key that the request counts for, or null
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

  /** Returns {@code $context.authorizer}, {@code requestContext.authorizer} in events. */
  Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>(values);
    context.put("principalId", principalId);
    return context;
  }
}
