package dev.postern.control.rest.usage;

import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Quota;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.RestErrors;
import dev.postern.aws.error.UsageErrors;
import dev.postern.control.AccountStates;
import dev.postern.control.Descriptions;
import dev.postern.control.Pages;
import dev.postern.control.Quotas;
import dev.postern.control.RestApiStates;
import dev.postern.control.TagRules;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.RestApiState;
import dev.postern.sdk.Shapes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.ApiStage;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlansRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlansResponse;
import software.amazon.awssdk.services.apigateway.model.QuotaPeriodType;
import software.amazon.awssdk.services.apigateway.model.QuotaSettings;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.ThrottleSettings;
import software.amazon.awssdk.services.apigateway.model.UpdateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/**
 * Operations on UsagePlan: stages that its API keys can access, with throttles and a quota.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_UsagePlan.html">UsagePlan</a>
 */
public final class UsagePlans {
  private final AccountStates accounts;
  private final RestApiStates apis;
  private final Pages pages;
  private final TagRules tagRules;
  private final Quotas quotas;
  private final Ids ids;

  public UsagePlans(
      AccountStates accounts,
      RestApiStates apis,
      Pages pages,
      TagRules tagRules,
      Quotas quotas,
      Ids ids) {
    this.accounts = accounts;
    this.apis = apis;
    this.pages = pages;
    this.tagRules = tagRules;
    this.quotas = quotas;
    this.ids = ids;
  }

  public CreateUsagePlanResponse createUsagePlan(Caller caller, CreateUsagePlanRequest request) {
    Map<String, String> tags = tagRules.ofNew(request.tags());
    UsagePlan plan =
        filled(
            Shapes.as(request, UsagePlan::builder)
                .description(Descriptions.orNone(request.description()))
                .id(ids.sixCharacters(accounts.get(caller).usagePlans()::containsKey))
                .tags(tags.isEmpty() ? null : tags)
                .build());
    accounts.publish(
        caller,
        state -> {
          checkStages(caller, plan, List.of());
          quotas.checkRoom(Quota.USAGE_PLANS, () -> state.usagePlans().size());
          return state.withUsagePlan(plan);
        });
    return Shapes.as(plan, CreateUsagePlanResponse::builder).build();
  }

  public GetUsagePlanResponse getUsagePlan(Caller caller, GetUsagePlanRequest request) {
    UsagePlan plan = plan(accounts.get(caller), request.usagePlanId());
    return Shapes.as(withTags(plan), GetUsagePlanResponse::builder).build();
  }

  public GetUsagePlansResponse getUsagePlans(Caller caller, GetUsagePlansRequest request) {
    AccountState state = accounts.get(caller);
    String keyId = request.keyId();
    Pages.Page<UsagePlan> page =
        pages.oldestFirst(
            state.usagePlans(),
            request.limit(),
            request.position(),
            plan -> keyId == null || state.keysOf(plan.id()).containsKey(keyId));
    return GetUsagePlansResponse.builder()
        .items(page.map(plan -> plan.toBuilder().tags(null).build()))
        .position(page.position())
        .build();
  }

  public UpdateUsagePlanResponse updateUsagePlan(Caller caller, UpdateUsagePlanRequest request) {
    AccountState updated =
        accounts.publish(
            caller,
            state -> {
              UsagePlan old = plan(state, request.usagePlanId());
              UsagePlan plan = filled(UsagePlanPatches.TABLE.apply(old, request.patchOperations()));
              checkStages(caller, plan, old.apiStages());
              UsagePlanKeys.checkStages(state, plan);
              return state.withUsagePlan(plan);
            });
    return Shapes.as(
            withTags(plan(updated, request.usagePlanId())), UpdateUsagePlanResponse::builder)
        .build();
  }

  public DeleteUsagePlanResponse deleteUsagePlan(Caller caller, DeleteUsagePlanRequest request) {
    accounts.publish(
        caller,
        state -> {
          UsagePlan plan = plan(state, request.usagePlanId());
          if (!plan.apiStages().isEmpty()) {
            ApiStage stage = plan.apiStages().getFirst();
            throw UsageErrors.planHasStages(plan.id(), stage.apiId(), stage.stage());
          }
          return state.withoutUsagePlan(plan.id());
        });
    return DeleteUsagePlanResponse.builder().build();
  }

  public static UsagePlan plan(AccountState state, String id) {
    return state.usagePlans().find(id).orElseThrow(UsageErrors::invalidUsagePlanId);
  }

  /** Throws if a stage, or a method with a throttle, is new in the plan and does not exist. */
  private void checkStages(Caller caller, UsagePlan plan, List<ApiStage> known) {
    for (ApiStage stage : plan.apiStages()) {
      if (known.contains(stage)) {
        continue;
      }
      if (stage.apiId() == null || stage.stage() == null) {
        throw UsageErrors.invalidApiStage();
      }
      if (stage.apiId().isBlank() || stage.stage().isBlank()) {
        throw UsageErrors.blankApiStage();
      }
      Supplier<AwsException> unknown =
          () -> UsageErrors.unknownApiStage(stage.apiId(), stage.stage(), plan.id());
      RestApiState api = apis.get(caller, stage.apiId(), unknown);
      Stage deployed = api.stages().get(stage.stage());
      if (deployed == null) {
        throw unknown.get();
      }
      Set<String> throttled = new LinkedHashSet<>(stage.throttle().keySet());
      known.stream()
          .filter(old -> UsagePlanPatches.name(old).equals(UsagePlanPatches.name(stage)))
          .forEach(old -> throttled.removeAll(old.throttle().keySet()));
      throttled.forEach(method -> ThrottledMethods.check(api, deployed, method));
    }
  }

  /** Returns the plan as AWS stores it, with default values. */
  private static UsagePlan filled(UsagePlan plan) {
    checkNumbers(plan);
    if (plan.name() == null || plan.name().isBlank()) {
      throw RestErrors.emptyName();
    }
    UsagePlan.Builder stored = plan.toBuilder();
    if (!plan.hasApiStages()) {
      stored.apiStages(List.of());
    }
    if (plan.quota() != null && plan.quota().offset() == null) {
      stored.quota(plan.quota().toBuilder().offset(0).build());
    }
    return stored.build();
  }

  private static void checkQuota(QuotaSettings quota) {
    if (quota.limit() == null || quota.limit() < 0) {
      throw UsageErrors.quotaLimitMissing();
    }
    if (quota.periodAsString() == null) {
      throw UsageErrors.invalidQuotaPeriod();
    }
    Integer offset = quota.offset();
    if (isNegative(offset)) {
      throw UsageErrors.invalidNumber();
    }
    if (offset != null && offset != 0 && quota.period() == QuotaPeriodType.DAY) {
      throw UsageErrors.quotaOffsetInDay();
    }
  }

  private static void checkNumbers(UsagePlan plan) {
    if (plan.quota() != null) {
      checkQuota(plan.quota());
    }
    boolean wrong =
        Stream.concat(
                Stream.ofNullable(plan.throttle()),
                plan.apiStages().stream().flatMap(stage -> stage.throttle().values().stream()))
            .anyMatch(UsagePlans::isWrong);
    if (wrong) {
      throw UsageErrors.invalidNumber();
    }
  }

  /** Returns whether a throttle is invalid. A throttle in a map may be null. */
  private static boolean isWrong(@Nullable ThrottleSettings throttle) {
    return throttle == null
        || isNegative(throttle.burstLimit())
        || isNegative(throttle.rateLimit());
  }

  private static boolean isNegative(@Nullable Number number) {
    return number != null && number.doubleValue() < 0;
  }

  private static UsagePlan withTags(UsagePlan plan) {
    return plan.toBuilder().tags(plan.tags().isEmpty() ? Map.of() : plan.tags()).build();
  }
}
