package dev.postern.control.rest.usage;

import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.Caller;
import dev.postern.aws.Limits;
import dev.postern.aws.QuotaPeriod;
import dev.postern.aws.error.PatchErrors;
import dev.postern.aws.error.UsageErrors;
import dev.postern.control.AccountStates;
import dev.postern.control.Pages;
import dev.postern.control.Refusals;
import dev.postern.control.UsageCounts;
import dev.postern.control.rest.patch.Patch;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.PlanKey;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.GetUsageRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsageResponse;
import software.amazon.awssdk.services.apigateway.model.QuotaSettings;
import software.amazon.awssdk.services.apigateway.model.UpdateUsageRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateUsageResponse;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/**
 * Operations on Usage: the used and remaining quota of a plan's keys for each day. A plan without a
 * quota has no usage.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_GetUsage.html">GetUsage</a>
 */
public final class Usages {
  private final AccountStates accounts;
  private final Pages pages;
  private final UsageCounts counts;
  private final InstantSource clock;
  private final int maxDays;

  public Usages(
      AccountStates accounts, Pages pages, UsageCounts counts, InstantSource clock, Limits limits) {
    this.accounts = accounts;
    this.pages = pages;
    this.counts = counts;
    this.clock = clock;
    this.maxDays = limits.usageDays();
  }

  /** PATCH operations on the remaining quota of the present period. */
  private static final class Patches {
    static final PatchTable<Long> TABLE =
        PatchTable.<Long>refusing(Refusals::byOperation)
            .on(REPLACE, "/remaining", (_, patch) -> remaining(patch))
            .build();

    private static long remaining(Patch patch) {
      Integer remaining = patch.integer();
      if (remaining == null || remaining < 0) {
        throw PatchErrors.invalidValue(patch.path(), patch.value());
      }
      return remaining;
    }
  }

  /** A range of days, both ends included. */
  private record Span(LocalDate first, LocalDate last) {}

  public GetUsageResponse getUsage(Caller caller, GetUsageRequest request) {
    AccountState state = accounts.get(caller);
    UsagePlan plan = UsagePlans.plan(state, request.usagePlanId());
    Span span = span(request.startDate(), request.endDate());
    Pages.Page<PlanKey> page = keys(state, plan, request);
    Map<String, List<List<Long>>> items = new LinkedHashMap<>();
    PlanKey.quota(plan)
        .ifPresent(quota ->
            page.items()
                .forEach(key -> items.put(key.keyId(), days(caller, plan, quota, key, span))));
    return GetUsageResponse.builder()
        .usagePlanId(plan.id())
        .startDate(request.startDate())
        .endDate(request.endDate())
        .items(items)
        .position(page.position())
        .build();
  }

  private Pages.Page<PlanKey> keys(AccountState state, UsagePlan plan, GetUsageRequest request) {
    if (request.keyId() != null) {
      return new Pages.Page<>(List.of(UsagePlanKeys.planKey(state, plan, request.keyId())), null);
    }
    return pages.newestFirst(
        state.keysOf(plan.id()), request.limit(), request.position(), _ -> true);
  }

  /** Changes the remaining quota until the end of its period. */
  public UpdateUsageResponse updateUsage(Caller caller, UpdateUsageRequest request) {
    LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    AccountState updated =
        accounts.publish(
            caller,
            state -> {
              UsagePlan plan = UsagePlans.plan(state, request.usagePlanId());
              PlanKey key = UsagePlanKeys.planKey(state, plan, request.keyId());
              QuotaSettings quota =
                  PlanKey.quota(plan).orElseThrow(() -> UsageErrors.planWithoutQuota(plan.id()));
              long left = remaining(caller, plan, quota, key, today);
              long requested = Patches.TABLE.apply(left, request.patchOperations());
              return state.withKeysOf(
                  plan.id(),
                  state
                      .keysOf(plan.id())
                      .plus(key.keyId(), extended(key, quota, today, requested - left)));
            });
    UsagePlan plan = UsagePlans.plan(updated, request.usagePlanId());
    PlanKey key = UsagePlanKeys.planKey(updated, plan, request.keyId());
    QuotaSettings quota = PlanKey.quota(plan).orElseThrow();
    return UpdateUsageResponse.builder()
        .usagePlanId(plan.id())
        .startDate(today.toString())
        .endDate(today.toString())
        .items(Map.of(key.keyId(), days(caller, plan, quota, key, new Span(today, today))))
        .build();
  }

  private static PlanKey extended(PlanKey key, QuotaSettings quota, LocalDate today, long more) {
    LocalDate start = PlanKey.period(quota).startOf(today);
    PlanKey.Extension old = key.extension();
    long before = old != null && old.periodStart().equals(start) ? old.more() : 0;
    return key.withExtension(new PlanKey.Extension(start, before + more));
  }

  private long remaining(
      Caller owner, UsagePlan plan, QuotaSettings quota, PlanKey key, LocalDate day) {
    List<List<Long>> days = days(owner, plan, quota, key, new Span(day, day));
    return days.getFirst().getLast();
  }

  /** Returns a pair of used and remaining requests for each day. */
  private List<List<Long>> days(
      Caller owner, UsagePlan plan, QuotaSettings quota, PlanKey key, Span span) {
    QuotaPeriod period = PlanKey.period(quota);
    List<List<Long>> days = new ArrayList<>();
    long usedInPeriod = 0;
    for (LocalDate day = period.startOf(span.first());
        !day.isAfter(span.last());
        day = day.plusDays(1)) {
      long used = counts.used(owner, plan.id(), key.keyId(), day);
      usedInPeriod = period.startOf(day).equals(day) ? used : usedInPeriod + used;
      if (!day.isBefore(span.first())) {
        days.add(List.of(used, Math.max(0, key.allowed(quota, day) - usedInPeriod)));
      }
    }
    return days;
  }

  private Span span(@Nullable String startDate, @Nullable String endDate) {
    Span span = new Span(date(startDate), date(endDate));
    long days = ChronoUnit.DAYS.between(span.first(), span.last()) + 1;
    if (days < 1 || days > maxDays) {
      throw UsageErrors.invalidUsageSpan(maxDays);
    }
    return span;
  }

  private static LocalDate date(@Nullable String text) {
    try {
      return LocalDate.parse(String.valueOf(text));
    } catch (DateTimeParseException _) {
      throw UsageErrors.invalidUsageDate(text);
    }
  }
}
