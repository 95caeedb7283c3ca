package dev.postern.control.state;

import dev.postern.aws.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/**
 * One Lambda function ($LATEST): configuration, code and resource policy.
 *
 * @param configuration as GetFunctionConfiguration returns it, including name, ARN, RevisionId and
 *     states
 * @param code the code sent to CreateFunction or UpdateFunctionCode
 * @param policy statements of the function's resource policy, in the order they were added
 * @param tags of the function
 * @param reservedConcurrency maximum concurrent invocations, or null if none is reserved
 */
public record FunctionState(
    Caller owner,
    FunctionConfiguration configuration,
    Code code,
    List<Permission> policy,
    Map<String, String> tags,
    @Nullable Integer reservedConcurrency) {

  public FunctionState {
    policy = List.copyOf(policy);
    tags = Map.copyOf(tags);
  }

  /** The function's code. */
  public sealed interface Code {
    /**
     * A deployment package.
     *
     * @param bytes the zip file; shared, not copied
     * @param sha256 base64, as {@code CodeSha256}
     */
    record Zip(byte[] bytes, String sha256) implements Code {}

    /** A container image by its URI. */
    record Image(String uri) implements Code {}
  }

  /**
   * One statement of the resource policy.
   *
   * @param qualifier the alias or version, or null for the unqualified function
   * @param principal service ({@code apigateway.amazonaws.com}), account id or ARN, or {@code *}
   */
  public record Permission(
      @Nullable String qualifier,
      String statementId,
      String action,
      String principal,
      @Nullable String sourceArn,
      @Nullable String sourceAccount,
      @Nullable String eventSourceToken,
      @Nullable String principalOrgId) {}

  public String name() {
    return configuration.functionName();
  }

  public String arn() {
    return configuration.functionArn();
  }

  public FunctionState withConfiguration(FunctionConfiguration newConfiguration) {
    return new FunctionState(owner, newConfiguration, code, policy, tags, reservedConcurrency);
  }

  public FunctionState withCode(Code newCode) {
    return new FunctionState(owner, configuration, newCode, policy, tags, reservedConcurrency);
  }

  public FunctionState withPolicy(List<Permission> newPolicy) {
    return new FunctionState(owner, configuration, code, newPolicy, tags, reservedConcurrency);
  }

  public FunctionState withTags(Map<String, String> newTags) {
    return new FunctionState(owner, configuration, code, policy, newTags, reservedConcurrency);
  }

  public FunctionState withReservedConcurrency(@Nullable Integer newReservedConcurrency) {
    return new FunctionState(owner, configuration, code, policy, tags, newReservedConcurrency);
  }

  /**
   * Returns a revision that changes with the code and the configuration but, unlike {@code
   * RevisionId}, not with the policy. Warm sandboxes can be reused while it stays the same.
   */
  public String sandboxRevision() {
    int content = configuration.toBuilder().revisionId(null).build().hashCode();
    return configuration.lastModified() + "-" + Integer.toHexString(content);
  }

  public Optional<Permission> permission(String statementId) {
    return policy.stream().filter(p -> p.statementId().equals(statementId)).findFirst();
  }
}
