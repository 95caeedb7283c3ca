package dev.postern.execute.rest;

import dev.postern.aws.Unverified;
import dev.postern.aws.error.AccessErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.observe.Secrets;
import dev.postern.limit.KeyTerms;
import dev.postern.limit.MethodLimits;
import dev.postern.limit.StageKey;
import dev.postern.limit.StageLimits;
import org.jspecify.annotations.Nullable;

/**
 * A phase that checks the API key, counts the request for its usage plan, and limits the rate of
 * requests. A key that is sent to a method that requires none counts too if its plan covers the
 * stage.
 *
 * @param required whether the method requires an API key
 * @param verb in upper case, or {@code ANY}
 * @param method such as {@code GET /pets}
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html">
 *     Usage plans and API keys for REST APIs in API Gateway</a>
 */
public record LimitUsage(
    ApiKeySource source,
    boolean required,
    String verb,
    String method,
    StageLimits stage,
    MethodLimits limits)
    implements Phase {
  private static final int SECONDS_OF_DAY = 86_400;

  @Override
  public Step apply(Exchange exchange) {
    String value = source.identify(exchange);
    StageKey key = value == null ? null : stage.key(value);
    if (key != null) {
      exchange.apiKeyId(key.keyId());
    }
    Observer observer = exchange.observer();
    if (observer != null) {
      observer.verifyingUsage(exchange);
    }
    KeyTerms.Plan plan = key == null ? null : key.plan();
    if (required && (key == null || plan == null || !key.enabled())) {
      explain(key, plan, exchange);
      throw AccessErrors.invalidApiKey(masked(exchange), method, exchange.stage().path());
    }
    long day = Math.floorDiv(exchange.incoming().received().getEpochSecond(), SECONDS_OF_DAY);
    MethodLimits.Refusal refusal = limits.take(key, day);
    if (key != null) {
      explain(key, plan, exchange);
    }
    if (refusal != null) {
      throw refused(refusal, exchange);
    }
    if (observer != null) {
      observer.usageVerified(method, plan != null, exchange);
    }
    return Step.NEXT;
  }

  /** Tells the inspector what the key is worth here. */
  private static void explain(
      @Nullable StageKey key, KeyTerms.@Nullable Plan plan, Exchange exchange) {
    exchange.chosen(() -> {
      if (key == null) {
        return exchange.apiKey() == null ? "no API key was sent" : "no API key has this value";
      }
      String named = (key.enabled() ? "API key " : "disabled API key ") + key.keyId();
      return plan == null
          ? named + " is in no usage plan that covers this stage"
          : named + " counts for usage plan " + plan.id();
    });
  }

  @Unverified("That a method ANY is logged as HttpMethod ANY is assumed.")
  private GatewayException refused(MethodLimits.Refusal refusal, Exchange exchange) {
    String apiStage = exchange.stage().path();
    String target =
        AccessErrors.target(
            exchange.stage().api().value(),
            exchange.stage().name().value(),
            exchange.plan().resourceId(),
            verb);
    return switch (refusal) {
      case MethodLimits.Refusal.KeyThrottled(var plan, var throttle) ->
          AccessErrors.keyThrottled(
              masked(exchange), apiStage, plan.id(), target, throttle.describe());
      case MethodLimits.Refusal.QuotaExceeded(var plan, var quota) ->
          AccessErrors.quotaExceeded(
              masked(exchange), apiStage, plan.id(), quota.limit(), quota.period());
      case MethodLimits.Refusal.MethodThrottled(var throttle) ->
          AccessErrors.methodThrottled(target, throttle.describe());
    };
  }

  private static String masked(Exchange exchange) {
    String key = exchange.apiKey();
    return key == null ? "" : Secrets.mask(key);
  }
}
