package dev.postern.auth;

import dev.postern.aws.AccountId;
import org.jspecify.annotations.Nullable;

/** The access keys that may sign requests. Safe from any thread. */
@FunctionalInterface
public interface AccessKeys {
  /**
   * The keys of users of local emulators: the secret {@code test} for the access key {@code test}
   * and for each access key that is an account id. They belong to the root user of the account.
   */
  AccessKeys TEST =
      (accessKeyId, account) -> {
        boolean ofAccount = AccountId.isAccountId(accessKeyId);
        if (!ofAccount && !accessKeyId.equals("test")) {
          return null;
        }
        return new Owner(
            new Credentials(accessKeyId, "test", null), ofAccount ? accessKeyId : account);
      };

  /**
   * The owner of an access key: the root user of an account.
   *
   * @param account 12 digits
   */
  record Owner(Credentials credentials, String account) {}

  /**
   * Returns the owner of an access key, or null if it is unknown.
   *
   * @param account account of keys that name none
   */
  @Nullable Owner find(String accessKeyId, String account);
}
