package dev.postern.control.rest.usage;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.error.AwsException;
import dev.postern.control.rest.RestFixture;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.RestApiState;
import dev.postern.store.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.ApiStage;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/**
 * Random changes of APIs, stages, plans and keys, many of them wrong. After each, every stage of a
 * plan exists, and no key is in two plans for one stage.
 */
class PlanStagesProperties {
  private static final int CHANGES = 600;

  private final RestFixture rest = new RestFixture();
  private final List<String> apis = new ArrayList<>(List.of("nope", ""));
  private final List<String> plans = new ArrayList<>(List.of("nope"));
  private final List<String> keys = new ArrayList<>(List.of("nope"));
  private int done;
  private int refused;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void plansHaveOnlyStagesThatExist(long seed) {
    Random random = new Random(seed);

    for (int i = 0; i < CHANGES; i++) {
      change(random);
      check();
    }

    assertThat(done).isGreaterThan(CHANGES / 5);
    assertThat(refused).isGreaterThan(CHANGES / 5);
  }

  private void change(Random random) {
    try {
      switch (random.nextInt(12)) {
        case 0 -> newApi();
        case 1 -> plans.add(newPlan(random));
        case 2 -> keys.add(rest.<CreateApiKeyResponse>call(newKey()).id());
        case 3 -> rest.deploy(one(random, apis), stage(random));
        case 4 -> call(DeleteRestApiRequest.builder().restApiId(one(random, apis)).build());
        case 5 -> call(deletedStage(random));
        case 6 -> call(DeleteUsagePlanRequest.builder().usagePlanId(one(random, plans)).build());
        case 7 -> call(removedKey(random));
        case 8 -> call(update(random, "remove /apiStages "));
        case 9 -> call(addedKey(random));
        default -> call(update(random, "add /apiStages "));
      }
      done++;
    } catch (AwsException e) {
      assertThat(e.status()).as(e.text()).isBetween(400, 499);
      refused++;
    }
  }

  private void call(SdkPojo request) {
    rest.<SdkPojo>call(request);
  }

  private void newApi() {
    CreateRestApiResponse api = rest.api();
    rest.mock(api.id(), api.rootResourceId(), "GET");
    rest.deploy(api.id(), "dev");
    apis.add(api.id());
  }

  private String newPlan(Random random) {
    ApiStage stage = ApiStage.builder().apiId(one(random, apis)).stage(stage(random)).build();
    return rest.<CreateUsagePlanResponse>call(
            CreateUsagePlanRequest.builder()
                .name("p")
                .apiStages(random.nextBoolean() ? List.of(stage) : List.of())
                .build())
        .id();
  }

  private static CreateApiKeyRequest newKey() {
    return CreateApiKeyRequest.builder().name("k").build();
  }

  private SdkPojo deletedStage(Random random) {
    return DeleteStageRequest.builder()
        .restApiId(one(random, apis))
        .stageName(stage(random))
        .build();
  }

  private SdkPojo addedKey(Random random) {
    return CreateUsagePlanKeyRequest.builder()
        .usagePlanId(one(random, plans))
        .keyId(one(random, keys))
        .keyType("API_KEY")
        .build();
  }

  private SdkPojo removedKey(Random random) {
    return DeleteUsagePlanKeyRequest.builder()
        .usagePlanId(one(random, plans))
        .keyId(one(random, keys))
        .build();
  }

  private SdkPojo update(Random random, String operation) {
    return UpdateUsagePlanRequest.builder()
        .usagePlanId(one(random, plans))
        .patchOperations(patches(operation + one(random, apis) + ":" + stage(random)))
        .build();
  }

  private static String one(Random random, List<String> ids) {
    // Newer ones more often: the older are often deleted.
    return ids.get(Math.max(random.nextInt(ids.size()), random.nextInt(ids.size())));
  }

  private static String stage(Random random) {
    return List.of("dev", "dev", "prod", "nope", "").get(random.nextInt(5));
  }

  private void check() {
    AccountState account = rest.accounts.list(Key.FIRST).findFirst().orElse(null);
    if (account == null) {
      return;
    }
    Set<String> stageAndKey = new HashSet<>();
    for (UsagePlan plan : account.usagePlans().values()) {
      for (ApiStage stage : plan.apiStages()) {
        assertThat(rest.apis.get(new Key(RestFixture.CALLER, stage.apiId())))
            .map(RestApiState::stages)
            .hasValueSatisfying(stages -> assertThat(stages).containsKey(stage.stage()));
        for (String keyId : account.keysOf(plan.id()).keySet()) {
          assertThat(stageAndKey.add(stage.apiId() + ":" + stage.stage() + " " + keyId))
              .as("key in one plan of a stage")
              .isTrue();
        }
      }
    }
  }
}
