package dev.postern.execute;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The caller's identity that a verified signature proves: the members of {@code $context.identity}
 * that are null for an unsigned request.
 *
 * @param accountId account of the caller
 * @param caller id of the principal
 * @param user id of the principal
 */
public record Identity(
    @Nullable String accessKey,
    @Nullable String accountId,
    @Nullable String caller,
    @Nullable String user,
    @Nullable String userArn,
    @Nullable String principalOrgId) {

  /** The identity of a caller that did not sign the request. */
  public static final Identity ANONYMOUS = new Identity(null, null, null, null, null, null);

  /** Passes each member to the consumer under AWS's name. */
  void describe(BiConsumer<String, @Nullable String> member) {
    member.accept("accessKey", accessKey);
    member.accept("accountId", accountId);
    member.accept("caller", caller);
    member.accept("user", user);
    member.accept("userArn", userArn);
    member.accept("principalOrgId", principalOrgId);
  }
}
