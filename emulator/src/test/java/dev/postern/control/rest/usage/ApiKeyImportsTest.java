package dev.postern.control.rest.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.aws.Limits;
import dev.postern.aws.Quota;
import dev.postern.aws.error.AwsException;
import dev.postern.control.rest.RestFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.GetApiKeysRequest;
import software.amazon.awssdk.services.apigateway.model.GetApiKeysResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeysRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeysResponse;
import software.amazon.awssdk.services.apigateway.model.ImportApiKeysRequest;
import software.amazon.awssdk.services.apigateway.model.ImportApiKeysResponse;

class ApiKeyImportsTest {
  private static final String ONE = "apikey1234abcdefghij0123456789";
  private static final String TWO = "apikey5678abcdefghij0123456789";

  private final RestFixture rest = new RestFixture();

  private static ImportApiKeysRequest file(String... lines) {
    return ImportApiKeysRequest.builder()
        .format("csv")
        .body(SdkBytes.fromUtf8String(String.join("\n", lines)))
        .build();
  }

  private List<ApiKey> keys() {
    GetApiKeysResponse keys = rest.call(GetApiKeysRequest.builder().includeValues(true).build());
    return keys.items();
  }

  private String plan() {
    return rest.<CreateUsagePlanResponse>call(CreateUsagePlanRequest.builder().name("p").build())
        .id();
  }

  private List<String> keysOf(String planId) {
    GetUsagePlanKeysResponse keys =
        rest.call(GetUsagePlanKeysRequest.builder().usagePlanId(planId).build());
    return keys.items().stream().map(key -> key.value()).toList();
  }

  @Test
  void columnsMayBeInAnyOrderAndLetterCase() {
    ImportApiKeysResponse imported =
        rest.call(
            file(
                "description,KEY,name,Enabled,colour",
                "\"first, and \"\"best\"\"\"," + ONE + ",one,FALSE,red",
                "",
                "," + TWO + ",two"));

    assertThat(imported.ids()).hasSize(2);
    assertThat(imported.warnings()).isEmpty();
    assertThat(keys()).extracting(ApiKey::name).containsExactly("two", "one");
    assertThat(keys()).extracting(ApiKey::value).containsExactly(TWO, ONE);
    assertThat(keys()).extracting(ApiKey::enabled).containsExactly(true, false);
    assertThat(keys()).extracting(ApiKey::description).containsExactly(null, "first, and \"best\"");
  }

  @Test
  void keysAreAddedToTheirPlans() {
    String gold = plan();
    String silver = plan();

    ImportApiKeysResponse imported =
        rest.call(
            file(
                "Name,Key,UsagePlanIds",
                "one," + ONE + ",'" + gold + "," + silver + "'",
                "two," + TWO + "," + gold));

    assertThat(imported.warnings()).isEmpty();
    assertThat(keysOf(gold)).containsExactly(TWO, ONE);
    assertThat(keysOf(silver)).containsExactly(ONE);
  }

  @Test
  void keyImportedAgainIsOverwritten() {
    ImportApiKeysResponse first = rest.call(file("Name,Key", "one," + ONE));

    ImportApiKeysResponse second = rest.call(file("Name,Key", "renamed," + ONE));

    assertThat(second.ids()).isEqualTo(first.ids());
    assertThat(keys()).extracting(ApiKey::name).containsExactly("renamed");
  }

  @Test
  void invalidLinesCauseWarnings() {
    ImportApiKeysResponse imported =
        rest.call(file("Name,Key,UsagePlanIds", "short,abc,", "one," + ONE + ",nope", "two,x,"));

    assertThat(imported.ids()).hasSize(1);
    assertThat(imported.warnings())
        .containsExactly(
            "Line 1: API Key value should be at least 20 characters",
            "Line 3: API Key value should be at least 20 characters");
  }

  @Test
  void warningsAreAnErrorOnRequestAndValidLinesStay() {
    AwsException error =
        catchThrowableOfType(
            AwsException.class,
            () ->
                rest.<SdkPojo>call(
                    file("Name,Key", "a,b", "one," + ONE, "short,abc").toBuilder()
                        .failOnWarnings(true)
                        .build()));

    assertThat(error.status()).isEqualTo(400);
    assertThat(error.text())
        .isEqualTo(
            """
            Warnings found during import:
            \tLine 1: API Key value should be at least 20 characters
            \tLine 3: API Key value should be at least 20 characters\
            """);
    assertThat(keys()).extracting(ApiKey::name).containsExactly("one");
  }

  @Test
  void fileRequiresTwoColumns() {
    rest.refused(file(""), 400, "Missing required column 'name'");
    rest.refused(file("Name,Value", "a,b"), 400, "Missing required column 'key'");
    rest.refused(file("key,x", "a,b"), 400, "Missing required column 'name'");
    rest.refused(file("\"unclosed"), 400, "Missing required column 'name'");
  }

  @Test
  void importRespectsTheQuota() {
    RestFixture small = new RestFixture(Limits.AWS.with(Quota.API_KEYS, 1));

    small.refused(
        file("Name,Key", "one," + ONE, "two," + TWO),
        429,
        "Maximum number of API Keys for this account has been reached.  Please contact AWS if you"
            + " need additional API Keys.");
  }
}
