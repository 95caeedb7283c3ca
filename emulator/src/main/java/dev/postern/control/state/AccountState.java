package dev.postern.control.state;

import dev.postern.aws.Caller;
import software.amazon.awssdk.services.apigateway.model.GetAccountResponse;
import software.amazon.awssdk.services.apigateway.model.ThrottleSettings;

/**
 * What an account has in a region beside its APIs.
 *
 * @param settings as GetAccount answers them; the SDK has no entity class of its own for them
 */
public record AccountState(Caller owner, GetAccountResponse settings) {

  /**
   * An account that never changed its settings.
   *
   * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_GetAccount.html">
   *     GetAccount</a>
   */
  public static AccountState of(Caller owner) {
    return new AccountState(
        owner,
        GetAccountResponse.builder()
            .throttleSettings(
                ThrottleSettings.builder().burstLimit(5_000).rateLimit(10_000.0).build())
            .features("UsagePlans")
            .apiKeyVersion("4")
            .build());
  }

  public AccountState withSettings(GetAccountResponse newSettings) {
    return new AccountState(owner, newSettings);
  }
}
