package dev.postern.control.rest.usage;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.postern.control.rest.RestFixture;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsageRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsageResponse;
import software.amazon.awssdk.services.apigateway.model.QuotaSettings;
import software.amazon.awssdk.services.apigateway.model.UpdateUsageRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateUsageResponse;

/** Tests of GetUsage and UpdateUsage. The fixture's clock is at 2026-03-10, a Tuesday. */
class UsagesTest {
  private final RestFixture rest = new RestFixture();

  private String plan(@Nullable QuotaSettings quota) {
    return rest.<CreateUsagePlanResponse>call(
            CreateUsagePlanRequest.builder().name("gold").quota(quota).build())
        .id();
  }

  private static QuotaSettings quota(int limit, String period) {
    return QuotaSettings.builder().limit(limit).period(period).build();
  }

  private String key(String planId) {
    String id =
        rest.<CreateApiKeyResponse>call(CreateApiKeyRequest.builder().name("k").build()).id();
    rest.<SdkPojo>call(
        CreateUsagePlanKeyRequest.builder()
            .usagePlanId(planId)
            .keyId(id)
            .keyType("API_KEY")
            .build());
    return id;
  }

  private static GetUsageRequest usage(String planId, String start, String end) {
    return GetUsageRequest.builder().usagePlanId(planId).startDate(start).endDate(end).build();
  }

  private static UpdateUsageRequest update(String planId, String keyId, String... operations) {
    return UpdateUsageRequest.builder()
        .usagePlanId(planId)
        .keyId(keyId)
        .patchOperations(patches(operations))
        .build();
  }

  @Test
  void everyDayIsAPairOfUsedAndRemaining() {
    String plan = plan(quota(100, "DAY"));
    String key = key(plan);
    rest.used.put(key + "2026-03-10", 7L);

    GetUsageResponse usage = rest.call(usage(plan, "2026-03-09", "2026-03-10"));

    assertThat(usage.items())
        .containsOnly(entry(key, List.of(List.of(0L, 100L), List.of(7L, 93L))));
    assertThat(usage.usagePlanId()).isEqualTo(plan);
    assertThat(usage.startDate()).isEqualTo("2026-03-09");
    assertThat(usage.endDate()).isEqualTo("2026-03-10");
  }

  @Test
  void usageOfAWeekOrMonthAccumulatesUntilItsEnd() {
    String weekly = plan(quota(100, "WEEK"));
    String key = key(weekly);
    for (String day : List.of("2026-03-06", "2026-03-07", "2026-03-08", "2026-03-09")) {
      rest.used.put(key + day, 10L);
    }

    GetUsageResponse usage = rest.call(usage(weekly, "2026-03-07", "2026-03-09"));

    assertThat(usage.items().get(key))
        .containsExactly(List.of(10L, 80L), List.of(10L, 70L), List.of(10L, 90L));
  }

  @Test
  void offsetReducesTheFirstPeriodOfAKey() {
    String plan = plan(quota(100, "WEEK").toBuilder().offset(30).build());
    String key = key(plan);

    GetUsageResponse usage = rest.call(usage(plan, "2026-03-10", "2026-03-17"));

    assertThat(usage.items().get(key))
        .hasSize(8)
        .startsWith(List.of(0L, 70L))
        .endsWith(List.of(0L, 100L));
  }

  @Test
  void remainingQuotaCanBeSetUntilThePeriodEnds() {
    String plan = plan(quota(100, "DAY"));
    String key = key(plan);
    rest.used.put(key + "2026-03-10", 99L);

    UpdateUsageResponse updated = rest.call(update(plan, key, "replace /remaining 50"));

    assertThat(updated.items()).containsOnly(entry(key, List.of(List.of(99L, 50L))));
    UpdateUsageResponse again = rest.call(update(plan, key, "replace /remaining 5"));
    assertThat(again.items()).containsOnly(entry(key, List.of(List.of(99L, 5L))));
    GetUsageResponse usage = rest.call(usage(plan, "2026-03-10", "2026-03-11"));
    assertThat(usage.items().get(key)).containsExactly(List.of(99L, 5L), List.of(0L, 100L));
  }

  @Test
  void planWithoutQuotaHasNoUsage() {
    String plan = plan(null);
    String key = key(plan);

    GetUsageResponse usage = rest.call(usage(plan, "2026-03-10", "2026-03-10"));

    assertThat(usage.items()).isEmpty();
    rest.refused(
        update(plan, key, "replace /remaining 5"), 400, "Usage plan " + plan + " has no quota");
  }

  @Test
  void usageIsReturnedForOneKeyOrAPageOfKeys() {
    String plan = plan(quota(100, "DAY"));
    String first = key(plan);
    String second = key(plan);
    GetUsageRequest today = usage(plan, "2026-03-10", "2026-03-10");

    GetUsageResponse one = rest.call(today.toBuilder().keyId(first).build());
    GetUsageResponse page = rest.call(today.toBuilder().limit(1).build());
    GetUsageResponse rest2 = rest.call(today.toBuilder().position(page.position()).build());

    assertThat(one.items()).containsOnlyKeys(first);
    assertThat(page.items()).containsOnlyKeys(second);
    assertThat(rest2.items()).containsOnlyKeys(first);
  }

  @Test
  void invalidUsageRequestsAreRefused() {
    String plan = plan(quota(100, "DAY"));
    String key = key(plan);

    rest.refused(usage("nope", "2026-03-10", "2026-03-10"), 404, "Invalid Usage Plan ID specified");
    rest.refused(
        usage(plan, "10.3.2026", "2026-03-10"),
        400,
        "Invalid date specified: 10.3.2026. Dates must have the form yyyy-MM-dd.");
    rest.refused(
        usage(plan, "0001-01-01", "9999-12-31"),
        400,
        "Invalid date range specified. The start date must not be after the end date, and the range"
            + " at most 90 days.");
    rest.refused(
        usage(plan, "2026-03-10", "2026-03-10").toBuilder().keyId("nope").build(),
        404,
        "Invalid API Key identifier specified");
    rest.refused(
        update(plan, key, "replace /remaining -1"),
        400,
        "Invalid value '-1' specified for patch path '/remaining'");
    rest.refused(
        update(plan, key, "replace /used 1"),
        400,
        "Invalid patch path  '/used' specified for op 'replace'. Must be one of: [/remaining]");
  }
}
