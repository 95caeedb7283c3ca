package dev.postern.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.ApiId;
import dev.postern.aws.StageName;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.CreationOrder;
import dev.postern.control.state.PlanKey;
import dev.postern.deploy.rest.TestBackends;
import dev.postern.limit.KeyTerms;
import dev.postern.limit.Throttle;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.ApiStage;
import software.amazon.awssdk.services.apigateway.model.QuotaSettings;
import software.amazon.awssdk.services.apigateway.model.ThrottleSettings;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

class AccountKeysTest {
  private static final ApiId API = new ApiId("api1");
  private static final StageName DEV = new StageName("dev");
  private static final LocalDate JOINED = LocalDate.parse("2026-03-10");

  /** A key {@code k1} with value {@code v1} in a plan {@code p1} for {@code api1:dev}. */
  private static AccountState state(UnaryOperator<UsagePlan.Builder> plan) {
    AccountState state =
        AccountState.of(TestBackends.OWNER)
            .withApiKey(ApiKey.builder().id("k1").value("v1").enabled(true).build())
            .withUsagePlan(
                plan.apply(
                        UsagePlan.builder()
                            .id("p1")
                            .apiStages(ApiStage.builder().apiId("api1").stage("dev").build()))
                    .build());
    return state.withKeysOf("p1", state.keysOf("p1").plus("k1", new PlanKey("k1", JOINED, null)));
  }

  private static KeyTerms found(AccountState state) {
    return Objects.requireNonNull(AccountKeys.of(state, null).find("v1", API, DEV));
  }

  private static KeyTerms.Plan plan(UnaryOperator<UsagePlan.Builder> plan) {
    return Objects.requireNonNull(found(state(plan)).plan());
  }

  @Test
  void keyIsFoundByItsValueWithThePlanOfTheStage() {
    AccountKeys keys = AccountKeys.of(state(p -> p), null);

    assertThat(keys.find("v1", API, DEV))
        .isEqualTo(new KeyTerms("k1", "v1", true, new KeyTerms.Plan("p1", null, Map.of()), null));
    assertThat(keys.find("k1", API, DEV)).isNull();
    assertThat(keys.find("v1", API, new StageName("prod")))
        .isEqualTo(new KeyTerms("k1", "v1", true, null, null));
    assertThat(keys.find("v1", new ApiId("api2"), DEV))
        .isEqualTo(new KeyTerms("k1", "v1", true, null, null));
    assertThat(keys.contains("p1", "k1")).isTrue();
    assertThat(keys.contains("p2", "k1")).isFalse();
    assertThat(keys.contains("p1", "k2")).isFalse();
  }

  @Test
  void otherPlansOfTheStageAndOfTheKeyDoNotCount() {
    AccountState state =
        state(p -> p)
            .withUsagePlan(
                UsagePlan.builder()
                    .id("p0")
                    .apiStages(ApiStage.builder().apiId("api1").stage("dev").build())
                    .build());

    assertThat(Objects.requireNonNull(found(state).plan()).id()).isEqualTo("p1");
  }

  @Test
  void disabledKeyIsFound() {
    AccountState disabled =
        state(p -> p).withApiKey(ApiKey.builder().id("k1").value("v1").enabled(false).build());

    assertThat(found(disabled).enabled()).isFalse();
  }

  @Test
  void throttlesOfThePlanAndItsMethodsAreRead() {
    ThrottleSettings settings = ThrottleSettings.builder().rateLimit(2.5).burstLimit(4).build();

    KeyTerms.Plan plan =
        plan(p ->
            p.throttle(settings)
                .apiStages(
                    ApiStage.builder()
                        .apiId("api1")
                        .stage("dev")
                        .throttle(Map.of("/pets/GET", settings, "//GET", settings))
                        .build()));

    assertThat(plan.throttle()).isEqualTo(new Throttle(2.5, 4));
    assertThat(plan.methods())
        .isEqualTo(Map.of("/pets/GET", new Throttle(2.5, 4), "/GET", new Throttle(2.5, 4)));
  }

  @Test
  void throttleWithoutBurstAllowsOneSecondAndWithoutRateNothingIsLimited() {
    assertThat(plan(p -> p.throttle(ThrottleSettings.builder().rateLimit(2.5).build())).throttle())
        .isEqualTo(new Throttle(2.5, 3));
    assertThat(plan(p -> p.throttle(ThrottleSettings.builder().burstLimit(5).build())).throttle())
        .isNull();
  }

  @Test
  void quotaKnowsOffsetAndWhatUpdateUsageAdded() {
    QuotaSettings settings = QuotaSettings.builder().limit(10).offset(4).period("WEEK").build();
    AccountState state = state(p -> p.quota(settings));
    KeyTerms.Quota quota = Objects.requireNonNull(found(state).quota());

    assertThat(quota.limit()).isEqualTo(10);
    assertThat(quota.allowed(JOINED)).isEqualTo(6);
    assertThat(quota.allowed(JOINED.plusWeeks(1))).isEqualTo(10);
    PlanKey.Extension more = new PlanKey.Extension(LocalDate.parse("2026-03-09"), 5);
    AccountState extended =
        state.withKeysOf("p1", state.keysOf("p1").plus("k1", new PlanKey("k1", JOINED, more)));
    assertThat(Objects.requireNonNull(found(extended).quota()).allowed(JOINED)).isEqualTo(11);
  }

  @Test
  void changeOfAnotherResourceLeavesTheKeysAsTheyAre() {
    AccountState state = state(p -> p);
    AccountKeys keys = AccountKeys.of(state, null);

    assertThat(AccountKeys.of(state.withVpcLinks(CreationOrder.empty()), keys)).isSameAs(keys);
    assertThat(
            AccountKeys.of(state.withApiKey(ApiKey.builder().id("k2").value("v2").build()), keys))
        .isNotSameAs(keys);
    assertThat(AccountKeys.of(state.withoutUsagePlan("p1"), keys).find("v1", API, DEV))
        .isEqualTo(new KeyTerms("k1", "v1", true, null, null));
  }
}
