package dev.postern.control.rest.usage;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.control.rest.RestFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.GetApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.GetApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.GetApiKeysRequest;
import software.amazon.awssdk.services.apigateway.model.GetApiKeysResponse;
import software.amazon.awssdk.services.apigateway.model.StageKey;
import software.amazon.awssdk.services.apigateway.model.UpdateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateApiKeyResponse;

class ApiKeysTest {
  private final RestFixture rest = new RestFixture();

  private CreateApiKeyResponse create(String name) {
    return rest.call(CreateApiKeyRequest.builder().name(name).build());
  }

  private static CreateApiKeyRequest withValue(String value) {
    return CreateApiKeyRequest.builder().name("k").value(value).build();
  }

  private GetApiKeyResponse get(String id, boolean withValue) {
    return rest.call(GetApiKeyRequest.builder().apiKey(id).includeValue(withValue).build());
  }

  private static UpdateApiKeyRequest update(String id, String... operations) {
    return UpdateApiKeyRequest.builder().apiKey(id).patchOperations(patches(operations)).build();
  }

  private List<String> names(GetApiKeysRequest.Builder request) {
    GetApiKeysResponse response = rest.call(request.build());
    return response.items().stream().map(ApiKey::name).toList();
  }

  @Test
  void createSetsDefaults() {
    CreateApiKeyResponse key = create("");

    assertThat(key.id()).matches("[a-z0-9]{10}");
    assertThat(key.value()).matches("[a-zA-Z0-9]{40}");
    assertThat(key.enabled()).isFalse();
    assertThat(key.name()).isNull();
    assertThat(key.hasStageKeys()).isTrue();
    assertThat(key.hasTags()).isFalse();
    assertThat(key.createdDate()).isEqualTo(key.lastUpdatedDate());
    assertThat(rest.publisher.accounts).hasSize(1);
  }

  @Test
  void valueIsReturnedOnlyOnRequest() {
    CreateApiKeyResponse key = create("k");

    assertThat(get(key.id(), true).value()).isEqualTo(key.value());
    assertThat(get(key.id(), false).value()).isNull();
    assertThat(get(key.id(), false).hasTags()).isTrue();
  }

  @Test
  void givenValueIsKeptAndAnEmptyOneIsGenerated() {
    CreateApiKeyResponse given = rest.call(withValue("a".repeat(20)));
    CreateApiKeyResponse empty = rest.call(withValue(""));

    assertThat(given.value()).isEqualTo("a".repeat(20));
    assertThat(empty.value()).hasSize(40);
  }

  @Test
  void stagesAreReturnedAsPaths() {
    CreateApiKeyResponse key =
        rest.call(
            CreateApiKeyRequest.builder()
                .stageKeys(StageKey.builder().restApiId("a1").stageName("dev").build())
                .build());

    assertThat(key.stageKeys()).containsExactly("a1/dev");
  }

  @Test
  void listIsFilteredByPrefixNewestFirstAndPaged() {
    for (String name : List.of("one", "two", "oneTwo", "One", "onus")) {
      create(name);
    }

    assertThat(names(GetApiKeysRequest.builder()))
        .containsExactly("onus", "One", "oneTwo", "two", "one");
    assertThat(names(GetApiKeysRequest.builder().nameQuery("one")))
        .containsExactly("oneTwo", "one");
    GetApiKeysResponse first = rest.call(GetApiKeysRequest.builder().limit(2).build());
    assertThat(names(GetApiKeysRequest.builder().position(first.position())))
        .containsExactly("oneTwo", "two", "one");
    assertThat(first.items()).noneMatch(ApiKey::hasTags).allMatch(key -> key.value() == null);
  }

  @Test
  void updateChangesOnlyTheGivenMembers() {
    String id = create("k").id();

    UpdateApiKeyResponse key =
        rest.call(
            update(
                id,
                "replace /name other",
                "replace /description d",
                "replace /enabled true",
                "replace /customerId c",
                "add /stages a1/dev",
                "add /labels l"));

    assertThat(key.name()).isEqualTo("other");
    assertThat(key.description()).isEqualTo("d");
    assertThat(key.enabled()).isTrue();
    assertThat(key.customerId()).isEqualTo("c");
    assertThat(key.stageKeys()).containsExactly("a1/dev");
    assertThat(key.value()).isNull();
    assertThat(key.hasTags()).isTrue();
    assertThat(key.lastUpdatedDate()).isAfter(key.createdDate());
  }

  @Test
  void invalidKeysAreRefused() {
    String id = rest.<CreateApiKeyResponse>call(withValue("a".repeat(20))).id();

    rest.refused(withValue("a".repeat(20)), 409, "API Key already exists");
    rest.refused(withValue("a".repeat(19)), 400, "API Key value should be at least 20 characters");
    rest.refused(
        withValue("a".repeat(129)), 400, "API Key value exceeds maximum size of 128 characters");
    rest.refused(
        CreateApiKeyRequest.builder().name("a".repeat(1025)).build(),
        400,
        "Invalid API Key name, can be at most 1024 characters.");
    rest.refused(
        update(id, "replace /id x"),
        400,
        "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/description,"
            + " /enabled, /name, /customerId]");
    rest.refused(update("nope"), 404, "Invalid API Key identifier specified");
  }

  @Test
  void deletedKeyFreesItsValue() {
    String id = rest.<CreateApiKeyResponse>call(withValue("a".repeat(20))).id();

    rest.<SdkPojo>call(DeleteApiKeyRequest.builder().apiKey(id).build());

    rest.refused(
        DeleteApiKeyRequest.builder().apiKey(id).build(),
        404,
        "Invalid API Key identifier specified");
    CreateApiKeyResponse again = rest.call(withValue("a".repeat(20)));
    assertThat(again.id()).isNotEqualTo(id);
  }
}
