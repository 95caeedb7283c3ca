package dev.postern.execute.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.auth.policy.Policy;
import dev.postern.auth.policy.PolicyKind;
import dev.postern.aws.AccountId;
import dev.postern.aws.ApiId;
import dev.postern.aws.Caller;
import dev.postern.aws.QuotaPeriod;
import dev.postern.aws.Region;
import dev.postern.aws.StageName;
import dev.postern.aws.error.GatewayException;
import dev.postern.execute.Authorization;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.execute.Step;
import dev.postern.execute.TestExchange;
import dev.postern.http.HttpResponse;
import dev.postern.limit.AccountLimits;
import dev.postern.limit.ApiKeyDirectory;
import dev.postern.limit.KeyTerms;
import dev.postern.limit.MemoryUsageCounters;
import dev.postern.limit.Throttle;
import dev.postern.limit.TrafficLimits;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of API keys and limits on a GET of {@code /pets/{id}}. */
class LimitUsageTest {
  private static final Caller OWNER =
      new Caller(new AccountId("123456789012"), new Region("eu-west-1"));
  private static final String GOOD = "goodgoodgoodgoodgood123456";
  private static final String DISABLED = "disableddisableddisabled";
  private static final String PLANLESS = "planlessplanlessplanless";
  private static final String UNKNOWN = "unknownunknownunknown";
  private static final String FORBIDDEN = "{\"message\":\"Forbidden\"}";

  private final MemoryUsageCounters counters = new MemoryUsageCounters();
  private final AccountLimits account = new TrafficLimits(counters, () -> 0, null).of(OWNER);
  private final Log log = new Log();

  private static final class Log implements Observer {
    private final List<String> lines = new ArrayList<>();
    private final List<String> choices = new ArrayList<>();

    @Override
    public void verifyingUsage(Exchange exchange) {
      lines.add("verifying " + exchange.apiKey());
    }

    @Override
    public void usageVerified(String method, boolean counted, Exchange exchange) {
      lines.add(method + (counted ? " counted" : " not counted"));
    }

    @Override
    public void chosen(Supplier<String> choice) {
      choices.add(choice.get());
    }

    @Override
    public void refused(GatewayException refusal, Exchange exchange) {
      lines.add(String.valueOf(refusal.executionLog()));
    }
  }

  /** The plan is on the stage of the test exchange. */
  private record Keys(KeyTerms.Plan plan, KeyTerms.@Nullable Quota quota)
      implements ApiKeyDirectory {
    @Override
    public @Nullable KeyTerms find(String value, ApiId api, StageName stage) {
      return switch (value) {
        case GOOD -> new KeyTerms("k1", value, true, plan, quota);
        case DISABLED -> new KeyTerms("k2", value, false, plan, quota);
        case PLANLESS -> new KeyTerms("k3", value, true, null, null);
        default -> null;
      };
    }

    @Override
    public boolean contains(String planId, String keyId) {
      return true;
    }
  }

  private record Daily(int limit) implements KeyTerms.Quota {
    @Override
    public QuotaPeriod period() {
      return QuotaPeriod.DAY;
    }

    @Override
    public long allowed(LocalDate day) {
      return limit;
    }
  }

  private void plan(@Nullable Throttle throttle, KeyTerms.@Nullable Quota quota) {
    account.publish(new Keys(new KeyTerms.Plan("p1", throttle, Map.of()), quota));
  }

  private LimitUsage phase(ApiKeySource source, boolean required, @Nullable Throttle throttle) {
    var stage = account.stage(new ApiId("a1b2c3d4e5"), new StageName("dev"));
    return new LimitUsage(
        source,
        required,
        "GET",
        "GET /pets/{id}",
        stage,
        stage.method("/pets/{id}", "GET", throttle));
  }

  private HttpResponse answer(TestExchange test, LimitUsage phase) {
    return test.observer(log)
        .phase(phase)
        .phase(exchange -> {
          Object identity = exchange.context().get("identity");
          exchange.response(HttpResponse.text(200, "text/plain", String.valueOf(identity)));
          return Step.ANSWERED;
        })
        .run()
        .answer();
  }

  private static TestExchange with(String key) {
    return TestExchange.get().header("x-api-key", key);
  }

  private long used(String keyId) {
    return counters.used(OWNER, "p1", keyId, LocalDate.parse("2026-03-10").toEpochDay());
  }

  @Test
  void enabledKeyOfThePlanPassesAndIsCounted() {
    plan(null, null);

    HttpResponse answer = answer(with(GOOD), phase(ApiKeySource.HEADER, true, null));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.bodyText()).contains("apiKey=" + GOOD, "apiKeyId=k1");
    assertThat(used("k1")).isEqualTo(1);
    assertThat(log.lines).containsExactly("verifying " + GOOD, "GET /pets/{id} counted");
    assertThat(log.choices).containsExactly("API key k1 counts for usage plan p1");
  }

  @ParameterizedTest
  @ValueSource(strings = {DISABLED, PLANLESS, UNKNOWN})
  void keyThatIsDisabledOrUnknownOrWithoutPlanIsForbidden(String key) {
    plan(null, null);

    HttpResponse answer = answer(with(key), phase(ApiKeySource.HEADER, true, null));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.bodyText()).isEqualTo(FORBIDDEN);
    assertThat(answer.headers().get("x-amzn-ErrorType")).isEqualTo("ForbiddenException");
    String masked = "*".repeat(key.length() - 6) + key.substring(key.length() - 6);
    assertThat(log.lines)
        .containsExactly(
            "verifying " + key,
            "API Key "
                + masked
                + " not authorized because method 'GET /pets/{id}' requires API Key and API Key is"
                + " not associated with a Usage Plan for API Stage a1b2c3d4e5/dev: No Usage Plan"
                + " found for key and API Stage");
    assertThat(used("k2")).isZero();
  }

  @Test
  void missingOrEmptyKeyIsForbiddenWhereOneIsRequired() {
    plan(null, null);

    assertThat(answer(TestExchange.get(), phase(ApiKeySource.HEADER, true, null)).bodyText())
        .isEqualTo(FORBIDDEN);
    assertThat(answer(with(""), phase(ApiKeySource.HEADER, true, null)).status()).isEqualTo(403);
    assertThat(log.lines).contains("verifying null");
    assertThat(log.choices).contains("no API key was sent");
  }

  @Test
  void optionalMethodCountsAKeyOfThePlanEvenADisabledOne() {
    plan(null, null);
    LimitUsage optional = phase(ApiKeySource.HEADER, false, null);

    assertThat(answer(with(GOOD), optional).status()).isEqualTo(200);
    assertThat(answer(with(DISABLED), optional).status()).isEqualTo(200);

    assertThat(used("k1")).isEqualTo(1);
    assertThat(used("k2")).isEqualTo(1);
  }

  @Test
  void optionalMethodLetsAnUnknownKeyThroughAndShowsIt() {
    plan(null, null);
    LimitUsage optional = phase(ApiKeySource.HEADER, false, null);

    assertThat(answer(with(UNKNOWN), optional).bodyText())
        .contains("apiKey=" + UNKNOWN)
        .doesNotContain("apiKeyId");
    assertThat(answer(with(PLANLESS), optional).bodyText()).contains("apiKeyId=k3");
    assertThat(answer(TestExchange.get(), optional).bodyText()).doesNotContain("apiKey");
    assertThat(log.lines)
        .containsExactly(
            "verifying " + UNKNOWN,
            "GET /pets/{id} not counted",
            "verifying " + PLANLESS,
            "GET /pets/{id} not counted",
            "verifying null",
            "GET /pets/{id} not counted");
  }

  @Test
  void keyOfTheAuthorizerCountsAndTheHeaderDoesNot() {
    plan(null, null);
    LimitUsage phase = phase(ApiKeySource.AUTHORIZER, true, null);

    HttpResponse named = answer(with(UNKNOWN).phase(_ -> Step.NEXT).phase(authorized(GOOD)), phase);
    HttpResponse none = answer(with(GOOD).phase(authorized(null)), phase);
    HttpResponse unasked = answer(with(GOOD), phase);

    assertThat(named.bodyText()).contains("apiKey=" + GOOD, "apiKeyId=k1");
    assertThat(none.bodyText()).isEqualTo(FORBIDDEN);
    assertThat(unasked.bodyText()).isEqualTo(FORBIDDEN);
  }

  private static dev.postern.execute.Phase authorized(@Nullable String usageIdentifierKey) {
    String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
    return exchange -> {
      exchange.authorization(
          new Authorization(
              "me",
              policy,
              Policy.parse(policy, PolicyKind.IDENTITY_BASED),
              Map.of(),
              usageIdentifierKey,
              0));
      return Step.NEXT;
    };
  }

  @Test
  void authorizerSeesTheKeyOfTheHeaderAndTheContextLearnsItsId() {
    plan(null, null);
    List<Object> seen = new ArrayList<>();

    HttpResponse answer =
        answer(
            with(GOOD)
                .phase(new IdentifyApiKey())
                .phase(exchange -> {
                  seen.add(String.valueOf(exchange.context().get("identity")));
                  return Step.NEXT;
                }),
            phase(ApiKeySource.HEADER, true, null));

    assertThat(seen.getFirst().toString()).contains("apiKey=" + GOOD).doesNotContain("apiKeyId");
    assertThat(answer.bodyText()).contains("apiKeyId=k1");
  }

  @Test
  void planThrottleAnswersTooManyRequests() {
    plan(new Throttle(5, 10), null);
    LimitUsage phase = phase(ApiKeySource.HEADER, true, null);
    for (int i = 0; i < 10; i++) {
      assertThat(answer(with(GOOD), phase).status()).isEqualTo(200);
    }

    HttpResponse eleventh = answer(with(GOOD), phase);

    assertThat(eleventh.status()).isEqualTo(429);
    assertThat(eleventh.bodyText()).isEqualTo("{\"message\":\"Too Many Requests\"}");
    assertThat(eleventh.headers().get("x-amzn-ErrorType")).isEqualTo("TooManyRequestsException");
    assertThat(eleventh.headers().contains("Retry-After")).isFalse();
    assertThat(log.lines)
        .last()
        .isEqualTo(
            "API Key "
                + "*".repeat(20)
                + "123456 exceeded throttle limit for API Stage a1b2c3d4e5/dev: Key throttle limit"
                + " exceeded for Usage Plan ID p1, RestApi a1b2c3d4e5, Stage dev, Resource 2jf6xt,"
                + " HttpMethod GET. Limit: 5.00 Burst: 10");
  }

  @Test
  void usedUpQuotaAnswersLimitExceeded() {
    plan(null, new Daily(1));
    LimitUsage phase = phase(ApiKeySource.HEADER, false, null);
    assertThat(answer(with(GOOD), phase).status()).isEqualTo(200);

    HttpResponse second = answer(with(GOOD), phase);

    assertThat(second.status()).isEqualTo(429);
    assertThat(second.bodyText()).isEqualTo("{\"message\":\"Limit Exceeded\"}");
    assertThat(second.headers().get("x-amzn-ErrorType")).isEqualTo("LimitExceededException");
    assertThat(second.headers().contains("Retry-After")).isFalse();
    assertThat(used("k1")).isEqualTo(1);
    assertThat(log.lines)
        .last()
        .isEqualTo(
            "API Key "
                + "*".repeat(20)
                + "123456 exceeded quota limit for API Stage a1b2c3d4e5/dev: Key quota exhausted"
                + " for Usage Plan ID p1. Quota Limit: 1 Period: DAY");
  }

  @Test
  void methodThrottleOfTheStageHoldsWithoutAKey() {
    LimitUsage phase = phase(ApiKeySource.HEADER, false, new Throttle(1, 1));
    assertThat(answer(TestExchange.get(), phase).status()).isEqualTo(200);

    HttpResponse second = answer(TestExchange.get(), phase);

    assertThat(second.bodyText()).isEqualTo("{\"message\":\"Too Many Requests\"}");
    assertThat(log.lines)
        .last()
        .isEqualTo(
            "Key throttle limit exceeded for RestApi a1b2c3d4e5, Stage dev, Resource 2jf6xt,"
                + " HttpMethod GET. Limit: 1.00 Burst: 1");
  }

  @Test
  void throttleOfZeroBlocksAll() {
    assertThat(
            answer(TestExchange.get(), phase(ApiKeySource.HEADER, false, new Throttle(0, 0)))
                .status())
        .isEqualTo(429);
  }
}
