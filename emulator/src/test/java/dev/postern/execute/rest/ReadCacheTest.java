package dev.postern.execute.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.auth.policy.Policy;
import dev.postern.auth.policy.PolicyKind;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.Authorization;
import dev.postern.execute.Exchange;
import dev.postern.execute.Identity;
import dev.postern.execute.Observer;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.TestExchange;
import dev.postern.execute.cache.CacheScope;
import dev.postern.execute.cache.ResponseCache;
import dev.postern.execute.cache.ResponseCaches;
import dev.postern.execute.rest.CacheControl.Unauthorized;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The phases that read the response cache and store in it. */
class ReadCacheTest {
  private static final String METHOD =
      "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/GET/pets/7";
  private static final CacheScope SCOPE = new CacheScope("d1", "r1", List.of());
  private static final CacheControl OPEN = new CacheControl(null, Unauthorized.WARN);

  private final ResponseCache cache = new ResponseCaches(1 << 20, () -> 0).create();
  private final List<Boolean> hits = new ArrayList<>();
  private int calls;
  private int status = 200;

  @Test
  void secondRequestDoesNotCallTheIntegration() {
    assertThat(run(TestExchange.get(), OPEN).bodyText()).isEqualTo("answer 1");
    assertThat(run(TestExchange.get(), OPEN).bodyText()).isEqualTo("answer 1");
    assertThat(run(TestExchange.get().verb("HEAD"), OPEN).bodyText()).isEqualTo("answer 2");
    assertThat(hits).containsExactly(false, true, false);
  }

  @Test
  void integrationsErrorIsStored() {
    status = 500;
    run(TestExchange.get(), OPEN);

    assertThat(run(TestExchange.get(), OPEN).status()).isEqualTo(500);
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void requestsBeforeTheResponseIsStoredAllCallTheIntegration() {
    List<HttpResponse> others = new ArrayList<>();
    ReadCache read = new ReadCache(cache, SCOPE, List.of(), OPEN);

    HttpResponse first =
        TestExchange.get()
            .phase(read)
            .phase(integration())
            .phase(_ -> {
              others.add(run(TestExchange.get(), OPEN));
              return Step.NEXT;
            })
            .phase(new StoreInCache(cache, Duration.ofMinutes(5)))
            .run()
            .answer();

    assertThat(first.bodyText()).isEqualTo("answer 1");
    assertThat(others).extracting(HttpResponse::bodyText).containsExactly("answer 2");
    assertThat(run(TestExchange.get(), OPEN).bodyText()).isEqualTo("answer 1");
  }

  @Test
  void requestWhoseClientLeavesStoresNothing() {
    TestExchange.get()
        .phase(new ReadCache(cache, SCOPE, List.of(), OPEN))
        .phase(_ -> {
          throw GatewayErrors.clientGone();
        })
        .phase(new StoreInCache(cache, Duration.ofMinutes(5)))
        .run();

    assertThat(run(TestExchange.get(), OPEN).bodyText()).isEqualTo("answer 1");
    assertThat(hits).containsExactly(false);
  }

  @Test
  void traceOfTheFirstRequestIsNotStored() {
    assertThat(run(TestExchange.get(), OPEN).headers().contains("X-Amzn-Trace-Id")).isTrue();
    assertThat(run(TestExchange.get(), OPEN).headers().contains("X-Amzn-Trace-Id")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"max-age=0", "no-store, Max-Age=0", " max-age=0 ,x"})
  void clientInvalidatesAnEntryThatTheNewResponseReplaces(String header) {
    run(TestExchange.get(), OPEN);

    assertThat(run(TestExchange.get().header("Cache-Control", header), OPEN).bodyText())
        .isEqualTo("answer 2");
    assertThat(run(TestExchange.get(), OPEN).bodyText()).isEqualTo("answer 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-cache", "max-age=00", "max-age=1", "x-max-age=0", ""})
  void otherCacheControlHasNoEffect(String header) {
    run(TestExchange.get(), OPEN);

    assertThat(run(TestExchange.get().header("Cache-Control", header), OPEN).bodyText())
        .isEqualTo("answer 1");
  }

  @Test
  void clientWithoutPermissionIsRefusedWarnedOrIgnored() {
    run(TestExchange.get(), OPEN);

    HttpResponse refused = invalidated(Unauthorized.FAIL, null);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.headers().get("x-amzn-ErrorType")).isEqualTo("AccessDeniedException");
    HttpResponse warned = invalidated(Unauthorized.WARN, null);
    assertThat(warned.bodyText()).isEqualTo("answer 1");
    assertThat(warned.headers().get("Warning")).isEqualTo(CacheControl.WARNING);
    HttpResponse ignored = invalidated(Unauthorized.IGNORE, null);
    assertThat(ignored.bodyText()).isEqualTo("answer 1");
    assertThat(ignored.headers().contains("Warning")).isFalse();
  }

  @Test
  void missIsWarnedTooAndStoredWithoutTheWarning() {
    assertThat(invalidated(Unauthorized.WARN, null).headers().get("Warning"))
        .isEqualTo(CacheControl.WARNING);

    assertThat(run(TestExchange.get(), OPEN).headers().contains("Warning")).isFalse();
    assertThat(calls).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    ", , , false",
    "Allow, , , true",
    "Deny, , 123456789012, false",
    ", Allow, , true",
    ", Deny, , false",
    "Allow, Deny, , false",
    "Deny, Allow, , false",
    ", , 123456789012, true",
    ", , 210987654321, false",
    "Allow, , 210987654321, true"
  })
  void permissionIsThatOfThePolicies(
      @Nullable String ofResource,
      @Nullable String ofAuthorizer,
      @Nullable String account,
      boolean given) {
    run(TestExchange.get(), OPEN);
    TestExchange request = TestExchange.get().header("Cache-Control", "max-age=0");
    if (ofAuthorizer != null) {
      Policy policy = policy(ofAuthorizer, PolicyKind.IDENTITY_BASED);
      request.phase(exchange -> {
        exchange.authorization(new Authorization("me", "{}", policy, Map.of(), null, 1));
        return Step.NEXT;
      });
    }
    if (account != null) {
      request.phase(exchange -> {
        exchange.identity(
            new Identity(
                "k", account, account, account, "arn:aws:iam::" + account + ":root", null));
        return Step.NEXT;
      });
    }

    HttpResponse answer =
        run(
            request,
            new CacheControl(
                new InvalidationPermission(
                    ofResource == null ? null : policy(ofResource, PolicyKind.RESOURCE_BASED)),
                Unauthorized.IGNORE));

    assertThat(answer.bodyText()).isEqualTo(given ? "answer 2" : "answer 1");
  }

  @Test
  void parametersArePartOfTheKey() {
    List<CacheKeyParameter> parameters =
        List.of(
            new CacheKeyParameter.Path("id"),
            new CacheKeyParameter.Query("q"),
            new CacheKeyParameter.Header("X-Kind"));

    assertThat(keyed(parameters, get("7"))).isEqualTo("answer 1");
    assertThat(keyed(parameters, get("8"))).isEqualTo("answer 2");
    assertThat(keyed(parameters, get("7").query("q="))).isEqualTo("answer 3");
    assertThat(keyed(parameters, get("7").query("q=a&q=b"))).isEqualTo("answer 4");
    assertThat(keyed(parameters, get("7").query("q=a%2Cb"))).isEqualTo("answer 5");
    assertThat(keyed(parameters, get("7").header("x-kind", "cat"))).isEqualTo("answer 6");
    assertThat(keyed(parameters, get("7").header("X-KIND", "cat"))).isEqualTo("answer 6");
    assertThat(keyed(parameters, get("%37").query("other=1"))).isEqualTo("answer 1");
  }

  private static TestExchange get(String id) {
    return TestExchange.get().pathParameter("id", id);
  }

  private HttpResponse invalidated(Unauthorized otherwise, @Nullable Policy resourcePolicy) {
    return run(
        TestExchange.get().header("Cache-Control", "max-age=0"),
        new CacheControl(new InvalidationPermission(resourcePolicy), otherwise));
  }

  private String keyed(List<CacheKeyParameter> parameters, TestExchange request) {
    return run(request, parameters, OPEN).bodyText();
  }

  private HttpResponse run(TestExchange request, CacheControl control) {
    return run(request, List.of(), control);
  }

  private HttpResponse run(
      TestExchange request, List<CacheKeyParameter> parameters, CacheControl control) {
    CacheScope scope =
        new CacheScope("d1", "r1", parameters.stream().map(CacheKeyParameter::toString).toList());
    return request
        .observer(
            new Observer() {
              @Override
              public void cached(boolean hit, Exchange exchange) {
                hits.add(hit);
              }
            })
        .phase(new ReadCache(cache, scope, parameters, control))
        .phase(integration())
        .phase(new StoreInCache(cache, Duration.ofMinutes(5)))
        .run()
        .answer();
  }

  private Phase integration() {
    return exchange -> {
      calls++;
      exchange.response(
          new HttpResponse(
              status,
              Headers.of("X-Amzn-Trace-Id", "Root=1"),
              ("answer " + calls).getBytes(UTF_8)));
      return Step.NEXT;
    };
  }

  private static Policy policy(String effect, PolicyKind kind) {
    return Policy.parse(
        ("{\"Statement\": [{\"Effect\": \"%s\", %s\"Action\": \"execute-api:InvalidateCache\","
                + " \"Resource\": \"%s\"}]}")
            .formatted(
                effect, kind == PolicyKind.RESOURCE_BASED ? "\"Principal\": \"*\", " : "", METHOD),
        kind);
  }
}
