package dev.postern.control.account;

import static dev.postern.control.rest.RestFixture.CALLER;
import static dev.postern.control.rest.RestFixture.caller;
import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.control.rest.RestFixture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.GetAccountRequest;
import software.amazon.awssdk.services.apigateway.model.GetAccountResponse;
import software.amazon.awssdk.services.apigateway.model.ThrottleSettings;
import software.amazon.awssdk.services.apigateway.model.UpdateAccountRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateAccountResponse;

class AccountsTest {
  private final RestFixture rest = new RestFixture();

  private static UpdateAccountRequest update(String... operations) {
    return UpdateAccountRequest.builder().patchOperations(patches(operations)).build();
  }

  @Test
  void accountHasAwsDefaults() {
    GetAccountResponse account = rest.call(GetAccountRequest.builder().build());

    assertThat(account.throttleSettings())
        .isEqualTo(ThrottleSettings.builder().burstLimit(5000).rateLimit(10000.0).build());
    assertThat(account.features()).containsExactly("UsagePlans");
    assertThat(account.apiKeyVersion()).isEqualTo("4");
    assertThat(account.cloudwatchRoleArn()).isNull();
  }

  @Test
  void settingsBelongToOneAccountAndRegion() {
    UpdateAccountResponse updated =
        rest.call(update("replace /cloudwatchRoleArn arn:aws:iam::1:role/logs"));

    GetAccountResponse mine = rest.call(CALLER, GetAccountRequest.builder().build());
    GetAccountResponse other =
        rest.call(caller("000000000000", "us-east-1"), GetAccountRequest.builder().build());
    assertThat(updated.cloudwatchRoleArn()).isEqualTo("arn:aws:iam::1:role/logs");
    assertThat(mine.cloudwatchRoleArn()).isEqualTo("arn:aws:iam::1:role/logs");
    assertThat(other.cloudwatchRoleArn()).isNull();
  }

  @Test
  void emptyValueRemovesTheRole() {
    rest.<SdkPojo>call(update("replace /cloudwatchRoleArn arn:aws:iam::1:role/logs"));

    UpdateAccountResponse updated = rest.call(update("replace /cloudwatchRoleArn "));

    assertThat(updated.cloudwatchRoleArn()).isNull();
  }

  @Test
  void invalidUpdateIsRefused() {
    rest.refused(
        update("replace /cloudwatchRoleArn logs"), 400, "Invalid ARN specified in the request");
    rest.refused(
        update("remove /features UsagePlans"),
        400,
        "Usage Plans cannot be disabled once they are enabled");
    rest.refused(
        update("replace /apiKeyVersion 5"),
        400,
        "Invalid patch path  '/apiKeyVersion' specified for op 'replace'. Must be one of:"
            + " [/cloudwatchRoleArn]");
  }
}
