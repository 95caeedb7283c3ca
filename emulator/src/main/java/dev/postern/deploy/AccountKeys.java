package dev.postern.deploy;

import dev.postern.aws.ApiId;
import dev.postern.aws.QuotaPeriod;
import dev.postern.aws.StageName;
import dev.postern.aws.Unverified;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.CreationOrder;
import dev.postern.control.state.PlanKey;
import dev.postern.limit.ApiKeyDirectory;
import dev.postern.limit.KeyTerms;
import dev.postern.limit.Throttle;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.ApiStage;
import software.amazon.awssdk.services.apigateway.model.QuotaSettings;
import software.amazon.awssdk.services.apigateway.model.ThrottleSettings;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/**
 * The API keys and usage plans of one state of an account. Copies no keys: it reads the state's
 * persistent maps, so that a change of one key among many costs nothing more. Only the plans are
 * arranged by stage, when one of them changes.
 */
final class AccountKeys implements ApiKeyDirectory {
  private final AccountState state;
  private final Map<String, List<StagePlan>> byStage;

  /** A plan with its entry for one stage. */
  private record StagePlan(KeyTerms.Plan plan, @Nullable QuotaSettings quota) {}

  private AccountKeys(AccountState state, Map<String, List<StagePlan>> byStage) {
    this.state = state;
    this.byStage = byStage;
  }

  /**
   * Returns the keys of a state.
   *
   * @param before of the state before; null for none. The same is returned if keys and plans are
   *     unchanged
   */
  @SuppressWarnings("ReferenceEquality") // An unchanged part of a state is the same object.
  static AccountKeys of(AccountState state, @Nullable AccountKeys before) {
    if (before == null || before.state.usagePlans() != state.usagePlans()) {
      return new AccountKeys(state, byStage(state));
    }
    return before.state.apiKeys() == state.apiKeys()
            && before.state.keyIds() == state.keyIds()
            && before.state.planKeys() == state.planKeys()
        ? before
        : new AccountKeys(state, before.byStage);
  }

  private static Map<String, List<StagePlan>> byStage(AccountState state) {
    Map<String, List<StagePlan>> byStage = new HashMap<>();
    for (UsagePlan plan : state.usagePlans().values()) {
      for (ApiStage stage : plan.apiStages()) {
        byStage
            .computeIfAbsent(name(stage.apiId(), stage.stage()), _ -> new ArrayList<>(1))
            .add(
                new StagePlan(
                    new KeyTerms.Plan(plan.id(), throttle(plan.throttle()), methods(stage)),
                    PlanKey.quota(plan).orElse(null)));
      }
    }
    return byStage;
  }

  private static String name(String api, String stage) {
    return api + "/" + stage;
  }

  private static Map<String, Throttle> methods(ApiStage stage) {
    Map<String, Throttle> methods = new HashMap<>();
    stage
        .throttle()
        .forEach((method, settings) -> {
          Throttle throttle = throttle(settings);
          if (throttle != null) {
            // The root's method may be written //GET: its path is /.
            methods.put(method.startsWith("//") ? method.substring(1) : method, throttle);
          }
        });
    return methods;
  }

  /** Returns the limit, or null for none. */
  @Unverified(
      "A plan with only a rate is assumed to allow a burst of one second; one with only a burst,"
          + " no limit.")
  private static @Nullable Throttle throttle(@Nullable ThrottleSettings settings) {
    if (settings == null || settings.rateLimit() == null) {
      return null;
    }
    double rate = settings.rateLimit();
    int burst =
        settings.burstLimit() == null
            ? (int) Math.min(Integer.MAX_VALUE, Math.ceil(rate))
            : settings.burstLimit();
    return rate < 0 || burst < 0 ? null : new Throttle(rate, burst);
  }

  @Override
  public @Nullable KeyTerms find(String value, ApiId api, StageName stage) {
    String id = state.keyIds().get(value);
    if (id == null) {
      return null;
    }
    ApiKey key = state.apiKeys().find(id).orElseThrow();
    boolean enabled = Boolean.TRUE.equals(key.enabled());
    for (StagePlan entry : byStage.getOrDefault(name(api.value(), stage.value()), List.of())) {
      PlanKey member = member(entry.plan().id(), id);
      if (member != null) {
        return new KeyTerms(
            id,
            key.value(),
            enabled,
            entry.plan(),
            entry.quota() == null ? null : new KeyQuota(entry.quota(), member));
      }
    }
    return new KeyTerms(id, key.value(), enabled, null, null);
  }

  @Override
  public boolean contains(String planId, String keyId) {
    return member(planId, keyId) != null;
  }

  private @Nullable PlanKey member(String planId, String keyId) {
    CreationOrder<PlanKey> keys = state.planKeys().get(planId);
    return keys == null ? null : keys.get(keyId);
  }

  /** The quota of a key: the plan's, without the offset, with what UpdateUsage has added. */
  private record KeyQuota(QuotaSettings quota, PlanKey key) implements KeyTerms.Quota {
    @Override
    public int limit() {
      return quota.limit();
    }

    @Override
    public QuotaPeriod period() {
      return PlanKey.period(quota);
    }

    @Override
    public long allowed(LocalDate day) {
      return key.allowed(quota, day);
    }
  }
}
