package dev.postern.execute;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as far as a signature tells: the members of {@code $context.identity} that are null
 * for a request that is not signed.
 *
 * @param accountId of the caller
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

  /** A caller who has not signed. */
  public static final Identity ANONYMOUS = new Identity(null, null, null, null, null, null);

  /** Hands out each member by AWS's name. */
  void describe(BiConsumer<String, @Nullable String> member) {
    member.accept("accessKey", accessKey);
    member.accept("accountId", accountId);
    member.accept("caller", caller);
    member.accept("user", user);
    member.accept("userArn", userArn);
    member.accept("principalOrgId", principalOrgId);
  }
}
