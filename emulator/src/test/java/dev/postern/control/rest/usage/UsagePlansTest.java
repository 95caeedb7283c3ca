package dev.postern.control.rest.usage;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.postern.control.rest.RestFixture;
import dev.postern.store.Key;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.ApiStage;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanKeyResponse;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeysRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeysResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlansRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlansResponse;
import software.amazon.awssdk.services.apigateway.model.QuotaSettings;
import software.amazon.awssdk.services.apigateway.model.ThrottleSettings;
import software.amazon.awssdk.services.apigateway.model.UpdateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;
import software.amazon.awssdk.services.apigateway.model.UsagePlanKey;

class UsagePlansTest {
  private final RestFixture rest = new RestFixture();
  private final CreateRestApiResponse api = rest.api();
  private final ApiStage dev = ApiStage.builder().apiId(api.id()).stage("dev").build();

  UsagePlansTest() {
    rest.mock(api.id(), api.rootResourceId(), "GET");
    rest.mock(api.id(), rest.resource(api, api.rootResourceId(), "pets").id(), "ANY");
    rest.deploy(api.id(), "dev");
  }

  private CreateUsagePlanResponse create(ApiStage... stages) {
    return rest.call(CreateUsagePlanRequest.builder().name("gold").apiStages(stages).build());
  }

  private static UpdateUsagePlanRequest update(String id, String... operations) {
    return UpdateUsagePlanRequest.builder()
        .usagePlanId(id)
        .patchOperations(patches(operations))
        .build();
  }

  private CreateApiKeyResponse key(String name) {
    return rest.call(CreateApiKeyRequest.builder().name(name).build());
  }

  private static CreateUsagePlanKeyRequest add(String planId, String keyId) {
    return CreateUsagePlanKeyRequest.builder()
        .usagePlanId(planId)
        .keyId(keyId)
        .keyType("API_KEY")
        .build();
  }

  private List<String> keyNames(GetUsagePlanKeysRequest.Builder request) {
    GetUsagePlanKeysResponse keys = rest.call(request.build());
    return keys.items().stream().map(UsagePlanKey::name).toList();
  }

  @Test
  void planIsBuiltByPatches() {
    CreateUsagePlanResponse created =
        rest.call(CreateUsagePlanRequest.builder().name("gold").build());

    UpdateUsagePlanResponse plan =
        rest.call(
            update(
                created.id(),
                "add /apiStages " + api.id() + ":dev",
                "replace /throttle/burstLimit 100",
                "replace /throttle/rateLimit 200",
                "replace /quota/limit 5000",
                "replace /quota/period MONTH"));

    assertThat(created.id()).matches("[a-z0-9]{6}");
    assertThat(created.hasApiStages()).isTrue();
    assertThat(created.hasTags()).isFalse();
    assertThat(created.throttle()).isNull();
    assertThat(plan.apiStages()).containsExactly(dev);
    assertThat(plan.throttle())
        .isEqualTo(ThrottleSettings.builder().burstLimit(100).rateLimit(200.0).build());
    assertThat(plan.quota())
        .isEqualTo(QuotaSettings.builder().limit(5000).offset(0).period("MONTH").build());
    assertThat(plan.hasTags()).isTrue();
    UpdateUsagePlanResponse without =
        rest.call(update(created.id(), "remove /quota", "remove /throttle"));
    assertThat(without.quota()).isNull();
    assertThat(without.throttle()).isNull();
    assertThat(rest.publisher.accounts).hasSize(3);
  }

  @Test
  void stageOfAPlanMustExist() {
    String id = create().id();

    rest.refused(update(id, "add /apiStages"), 400, "Invalid API Stage specified");
    rest.refused(update(id, "add /apiStages bad"), 400, "Invalid API Stage specified");
    rest.refused(update(id, "remove /apiStages"), 400, "Invalid API Stage specified");
    for (String blank : List.of(":", api.id() + ":", ":dev")) {
      rest.refused(
          update(id, "add /apiStages " + blank),
          400,
          "Invalid API Stage {api: %s, stage: %s} specified for usageplan %s");
    }
    rest.refused(
        update(id, "remove /apiStages nope:dev"),
        404,
        "Invalid API Stage {api: nope, stage: dev} specified for usageplan " + id);
    rest.refused(
        update(id, "add /apiStages " + api.id() + ":nope"),
        404,
        "Invalid API Stage {api: " + api.id() + ", stage: nope} specified for usageplan " + id);
    rest.refused(
        update(id, "add /apiStages nope:dev"),
        404,
        "Invalid API Stage {api: nope, stage: dev} specified for usageplan " + id);
    rest.refused(update("nope"), 404, "Invalid Usage Plan ID specified");
  }

  @Test
  void stageIsRemovedByItsName() {
    String id = create(dev).id();

    UpdateUsagePlanResponse plan = rest.call(update(id, "remove /apiStages " + api.id() + ":dev"));

    assertThat(plan.hasApiStages()).isTrue();
    assertThat(plan.apiStages()).isEmpty();
  }

  @Test
  void planWithStagesCannotBeDeleted() {
    String id = create(dev).id();
    DeleteUsagePlanRequest delete = DeleteUsagePlanRequest.builder().usagePlanId(id).build();

    rest.refused(
        delete,
        400,
        "Cannot delete Usage Plan "
            + id
            + " because there are API Stages associated with it, including "
            + api.id()
            + ":dev");
    rest.<SdkPojo>call(update(id, "remove /apiStages " + api.id() + ":dev"));
    rest.<SdkPojo>call(delete);
  }

  @Test
  void deletedStageLeavesItsPlans() {
    rest.deploy(api.id(), "prod");
    ApiStage prod = ApiStage.builder().apiId(api.id()).stage("prod").build();
    String gold = create(dev, prod).id();
    String silver = create(prod).id();

    rest.<SdkPojo>call(DeleteStageRequest.builder().restApiId(api.id()).stageName("prod").build());

    assertThat(stagesOf(gold)).containsExactly(dev);
    assertThat(stagesOf(silver)).isEmpty();
    assertThat(rest.publisher.accounts.getLast().usagePlans().get(silver))
        .isEqualTo(
            rest.accounts.list(Key.FIRST).findFirst().orElseThrow().usagePlans().get(silver));
    rest.<SdkPojo>call(DeleteUsagePlanRequest.builder().usagePlanId(silver).build());
  }

  @Test
  void stagesOfADeletedApiLeaveTheirPlans() {
    CreateRestApiResponse other = rest.api();
    rest.mock(other.id(), other.rootResourceId(), "GET");
    rest.deploy(other.id(), "dev");
    ApiStage kept = ApiStage.builder().apiId(other.id()).stage("dev").build();
    rest.deploy(api.id(), "prod");
    String id = create(dev, kept, ApiStage.builder().apiId(api.id()).stage("prod").build()).id();

    rest.<SdkPojo>call(DeleteRestApiRequest.builder().restApiId(api.id()).build());

    assertThat(stagesOf(id)).containsExactly(kept);
  }

  private List<ApiStage> stagesOf(String planId) {
    GetUsagePlanResponse plan =
        rest.call(GetUsagePlanRequest.builder().usagePlanId(planId).build());
    return plan.apiStages();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          replace /quota/limit 5; Invalid Usage Plan quota period specified. Must be one of [DAY, WEEK, MONTH]
          replace /quota/period DAY; Usage Plan quota limit must be a non-negative numeric
          replace /quota/period YEAR; Invalid Usage Plan quota period specified. Must be one of [DAY, WEEK, MONTH]
          replace /quota/period; Invalid Usage Plan quota period specified. Must be one of [DAY, WEEK, MONTH]
          """)
  void incompleteQuotaIsRefused(String operation, String text) {
    rest.refused(update(create().id(), operation), 400, text);
  }

  @Test
  void offsetOfADailyQuotaMustBeZero() {
    CreateUsagePlanRequest.Builder plan = CreateUsagePlanRequest.builder().name("gold");
    String text = "Usage Plan quota offset must be zero in the DAY period";

    rest.refused(plan.quota(q -> q.limit(5).period("DAY").offset(1)).build(), 400, text);
    CreateUsagePlanResponse weekly =
        rest.call(plan.quota(q -> q.limit(5).period("WEEK").offset(1)).build());
    rest.refused(update(weekly.id(), "replace /quota/period DAY"), 400, text);
    rest.refused(
        plan.quota(q -> q.limit(-1).period("DAY")).build(),
        400,
        "Usage Plan quota limit must be a non-negative numeric");
  }

  @Test
  void refusedRemovalNamesTheRecordedPaths() {
    rest.refused(
        update(create().id(), "remove /name"),
        400,
        "Invalid patch path  '/name' specified for op 'remove'. Must be one of: [/apiStages, /quota,"
            + " /throttle, /productCode,"
            + " /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>,"
            + " /apiStages/<apidId:stageName>/throttle]");
  }

  @Test
  void addedStageMustNotShareAKeyWithAnotherPlan() {
    String gold = create(dev).id();
    String silver = create().id();
    String keyId = key("k").id();
    rest.<SdkPojo>call(add(gold, keyId));
    rest.<SdkPojo>call(add(silver, keyId));

    rest.refused(
        update(silver, "add /apiStages " + api.id() + ":dev"),
        409,
        "API key " + keyId + " already has a usage plan for an API stage of usage plan " + silver);
  }

  @Test
  void throttledMethodMustExist() {
    String id = create(dev).id();
    String throttle = "/apiStages/" + api.id() + ":dev/throttle";

    UpdateUsagePlanResponse plan =
        rest.call(
            update(
                id,
                "add " + throttle + "//pets/POST/rateLimit 5",
                "add " + throttle + "/pets/PUT/rateLimit 5",
                "add " + throttle + "/~1pets/GET/rateLimit 5",
                "add " + throttle + "/~1/GET/rateLimit 5"));

    assertThat(plan.apiStages().getFirst().throttle())
        .containsOnlyKeys("/pets/POST", "/pets/PUT", "/pets/GET", "/GET");
    rest.refused(
        update(id, "add " + throttle + "/~1nope/GET/rateLimit 5"),
        404,
        "Invalid Resource identifier specified");
    rest.refused(
        update(id, "add " + throttle + "/~1/PUT/rateLimit 5"),
        404,
        "Invalid Method identifier specified");
    rest.refused(
        CreateUsagePlanRequest.builder()
            .name("gold")
            .apiStages(dev.toBuilder().throttle(Map.of("/x/GET", t())).build())
            .build(),
        404,
        "Invalid Resource identifier specified");
    rest.refused(
        update(id, "add " + throttle + "///pets/GET/rateLimit 5"),
        400,
        "Invalid patch path  '"
            + throttle
            + "///pets/GET/rateLimit' specified for op 'add'. Must be one of: [/apiStages,"
            + " /productCode, /quota/limit, /quota/offset, /quota/period, /throttle/burstLimit,"
            + " /throttle/rateLimit,"
            + " /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>/burstLimit,"
            + " /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>/rateLimit]");
  }

  private static ThrottleSettings t() {
    return ThrottleSettings.builder().rateLimit(1.0).build();
  }

  @Test
  void methodsOfAStageHaveTheirOwnThrottles() {
    String id = create(dev).id();
    String throttle = "/apiStages/" + api.id() + ":dev/throttle";

    UpdateUsagePlanResponse plan =
        rest.call(
            update(
                id,
                "add " + throttle + "/~1pets/GET/rateLimit 5",
                "replace " + throttle + "/~1pets/GET/burstLimit 10",
                "add " + throttle + "/~1/GET/rateLimit 1",
                "remove " + throttle + "/~1/GET"));

    assertThat(plan.apiStages().getFirst().throttle())
        .containsOnly(
            entry("/pets/GET", ThrottleSettings.builder().rateLimit(5.0).burstLimit(10).build()));
    rest.refused(
        update(id, "add /apiStages/x:y/throttle/~1pets/GET/rateLimit 5"),
        400,
        "Invalid API Stage specified");
  }

  @Test
  void planIsReturnedListedAndDeleted() {
    String id = create(dev).id();

    GetUsagePlanResponse shown = rest.call(GetUsagePlanRequest.builder().usagePlanId(id).build());
    GetUsagePlansResponse list = rest.call(GetUsagePlansRequest.builder().build());
    rest.<SdkPojo>call(update(id, "remove /apiStages " + api.id() + ":dev"));
    rest.<SdkPojo>call(DeleteUsagePlanRequest.builder().usagePlanId(id).build());

    assertThat(shown.hasTags()).isTrue();
    assertThat(list.items()).hasSize(1).noneMatch(UsagePlan::hasTags);
    rest.refused(
        GetUsagePlanRequest.builder().usagePlanId(id).build(),
        404,
        "Invalid Usage Plan ID specified");
  }

  @Test
  void keysAreAddedListedNewestFirstAndRemoved() {
    String planId = create(dev).id();
    CreateApiKeyResponse first = key("one");
    CreateApiKeyResponse second = key("two");

    CreateUsagePlanKeyResponse added = rest.call(add(planId, first.id()));
    rest.<SdkPojo>call(add(planId, second.id()));

    assertThat(added.id()).isEqualTo(first.id());
    assertThat(added.type()).isEqualTo("API_KEY");
    assertThat(added.value()).isEqualTo(first.value());
    assertThat(keyNames(GetUsagePlanKeysRequest.builder().usagePlanId(planId)))
        .containsExactly("two", "one");
    assertThat(keyNames(GetUsagePlanKeysRequest.builder().usagePlanId(planId).nameQuery("o")))
        .containsExactly("one");
    assertThat(keyNames(GetUsagePlanKeysRequest.builder().usagePlanId("nope"))).isEmpty();

    rest.<SdkPojo>call(
        DeleteUsagePlanKeyRequest.builder().usagePlanId(planId).keyId(first.id()).build());
    rest.refused(
        GetUsagePlanKeyRequest.builder().usagePlanId(planId).keyId(first.id()).build(),
        404,
        "Invalid API Key identifier specified");
    rest.<SdkPojo>call(DeleteApiKeyRequest.builder().apiKey(second.id()).build());
    assertThat(keyNames(GetUsagePlanKeysRequest.builder().usagePlanId(planId))).isEmpty();
  }

  @Test
  void plansAreFoundByTheirKey() {
    String gold = create(dev).id();
    create();
    String keyId = key("k").id();
    rest.<SdkPojo>call(add(gold, keyId));

    GetUsagePlansResponse plans = rest.call(GetUsagePlansRequest.builder().keyId(keyId).build());

    assertThat(plans.items()).extracting(UsagePlan::id).containsExactly(gold);
  }

  @Test
  void invalidKeysAreRefused() {
    String gold = create(dev).id();
    String silver = create(dev).id();
    String keyId = key("k").id();
    rest.<SdkPojo>call(add(gold, keyId));

    rest.refused(add("nope", keyId), 404, "Invalid Usage Plan ID specified");
    rest.refused(add(silver, "nope"), 404, "Invalid API Key identifier specified");
    rest.refused(
        add(silver, keyId).toBuilder().keyType("TOKEN").build(),
        400,
        "Invalid key type specified. Valid options are API_KEY");
    rest.refused(
        add(gold, keyId), 409, "API key " + keyId + " already exists in usage plan " + gold);
    rest.refused(
        add(silver, keyId),
        409,
        "API key " + keyId + " already has a usage plan for an API stage of usage plan " + silver);
  }
}
