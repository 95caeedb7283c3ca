package dev.postern.control.account;

import static dev.postern.control.rest.patch.Changes.memberByValue;
import static dev.postern.control.rest.patch.Changes.text;
import static dev.postern.control.rest.patch.PatchTable.ADD_REMOVE;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.Arn;
import dev.postern.aws.Caller;
import dev.postern.aws.error.RestErrors;
import dev.postern.aws.error.StageErrors;
import dev.postern.control.AccountStates;
import dev.postern.control.Refusals;
import dev.postern.control.rest.patch.Patch;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.sdk.Shapes;
import software.amazon.awssdk.services.apigateway.model.GetAccountRequest;
import software.amazon.awssdk.services.apigateway.model.GetAccountResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateAccountRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateAccountResponse;

/**
 * Operations on Account: settings of API Gateway for an account in a region.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/api/API_GetAccount.html">GetAccount</a>
 */
public final class Accounts {
  private final AccountStates accounts;

  public Accounts(AccountStates accounts) {
    this.accounts = accounts;
  }

  private static final class Patches {
    private static final PatchTable.Change<GetAccountResponse> FEATURES =
        memberByValue(GetAccountResponse::features, GetAccountResponse.Builder::features);

    static final PatchTable<GetAccountResponse> TABLE =
        PatchTable.<GetAccountResponse>refusing(Refusals::byOperation)
            .on(REPLACE, "/cloudwatchRoleArn", text(GetAccountResponse.Builder::cloudwatchRoleArn))
            .on(ADD_REMOVE, "/features", Patches::features)
            .build();

    private static GetAccountResponse features(GetAccountResponse settings, Patch patch) {
      if (patch.removes() && "UsagePlans".equals(patch.value())) {
        throw StageErrors.usagePlansStay();
      }
      return FEATURES.apply(settings, patch);
    }
  }

  public GetAccountResponse getAccount(Caller caller, GetAccountRequest request) {
    return accounts.get(caller).settings();
  }

  public UpdateAccountResponse updateAccount(Caller caller, UpdateAccountRequest request) {
    GetAccountResponse settings =
        accounts
            .edit(
                caller,
                state ->
                    state.withSettings(
                        checked(Patches.TABLE.apply(state.settings(), request.patchOperations()))))
            .settings();
    return Shapes.as(settings, UpdateAccountResponse::builder).build();
  }

  private static GetAccountResponse checked(GetAccountResponse settings) {
    String role = settings.cloudwatchRoleArn();
    if (role == null) {
      return settings;
    }
    if (role.isEmpty()) {
      return settings.toBuilder().cloudwatchRoleArn(null).build();
    }
    if (Arn.parse(role).isEmpty()) {
      throw RestErrors.invalidArn();
    }
    return settings;
  }
}
