package dev.postern.wire;

import dev.postern.auth.Credential;
import dev.postern.auth.RequestSignature;
import dev.postern.aws.AccountId;
import dev.postern.aws.Caller;
import dev.postern.aws.Region;
import dev.postern.http.HttpRequest;

/**
 * Reads the caller of a request: an access key id of twelve digits is the account id, and the
 * credential scope contains the region. Does not verify signatures.
 */
final class Callers {
  private final Region defaultRegion;

  Callers(Region defaultRegion) {
    this.defaultRegion = defaultRegion;
  }

  /**
   * Returns the caller; an unsigned request has the default account and region.
   *
   * @throws dev.postern.aws.error.AwsException {@code IncompleteSignatureException}
   */
  Caller of(HttpRequest request) {
    return RequestSignature.of(request)
        .map(RequestSignature::credential)
        .map(credential -> new Caller(account(credential), region(credential)))
        .orElseGet(() -> new Caller(AccountId.DEFAULT, defaultRegion));
  }

  private static AccountId account(Credential credential) {
    String id = credential.accessKeyId();
    return AccountId.isAccountId(id) ? new AccountId(id) : AccountId.DEFAULT;
  }

  private Region region(Credential credential) {
    return credential.region().isEmpty() ? defaultRegion : new Region(credential.region());
  }
}
