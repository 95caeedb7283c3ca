package dev.postern.execute.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.execute.Phase;
import dev.postern.execute.RecordingClient;
import dev.postern.execute.Step;
import dev.postern.execute.TestExchange;
import dev.postern.execute.integration.FunctionCall;
import dev.postern.http.HttpResponse;
import dev.postern.runner.Outcome;
import dev.postern.testing.RecordingRunner;
import dev.postern.testing.TestFunctions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaAuthorizerTest {
  private static final Duration TTL = Duration.ofMinutes(5);
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final @Nullable IdentitySources REQUEST = null;
  private static final IdentitySources TOKEN =
      IdentitySources.parse("method.request.header.Auth", Pattern.compile("[a-z]+"));
  private static final String POLICY =
      "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
          + " \"Action\": \"execute-api:Invoke\", \"Resource\": \"*\"}]}";
  private static final String RESULT =
      "{\"principalId\": \"me\", \"policyDocument\": "
          + POLICY
          + ", \"context\": {\"team\": \"blue\", \"age\": 7, \"claims\": {}}}";

  private final RecordingRunner runner = new RecordingRunner().answering(success(RESULT));
  private final List<Exchange> authorized = new ArrayList<>();
  private long nanos;
  private final AuthorizerCache cache = new AuthorizerCache(TTL, () -> nanos);

  @Test
  void answerIsTheAuthorization() {
    RecordingClient client = run(TestExchange.get().header("Auth", "abc"), TOKEN);

    assertThat(client.answer().status()).isEqualTo(200);
    assertThat(authorized.getFirst().authorization().principalId()).isEqualTo("me");
    assertThat(authorized.getFirst().authorization().values())
        .containsExactly(entry("team", "blue"), entry("age", "7"));
    assertThat(authorized.getFirst().authorization().usageIdentifierKey()).isNull();
  }

  @Test
  void keyOfTheUsagePlanIsKept() {
    runner.answering(
        success(
            "{\"principalId\": \"me\", \"policyDocument\": "
                + POLICY
                + ", \"usageIdentifierKey\": \"k\"}"));

    run(TestExchange.get(), REQUEST);

    assertThat(authorized.getFirst().authorization().usageIdentifierKey()).isEqualTo("k");
  }

  @Test
  void tokenAuthorizerGetsTokenAndMethodOnly() {
    run(TestExchange.get().header("Auth", "abc"), TOKEN);

    assertThat(event())
        .isEqualTo(
            "{\"type\":\"TOKEN\",\"methodArn\":"
                + "\"arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/GET/pets/7\","
                + "\"authorizationToken\":\"abc\"}");
  }

  @Test
  void requestAuthorizerGetsTheRequest() {
    run(TestExchange.get().query("q=1"), REQUEST);

    assertThat(event())
        .startsWith("{\"type\":\"REQUEST\",\"methodArn\":\"arn:aws:execute-api:")
        .contains("\"queryStringParameters\":{\"q\":\"1\"}")
        .contains("\"pathParameters\":{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ABC", "abc1"})
  void tokenThatDoesNotMatchIsRefusedUnasked(String token) {
    RecordingClient client = run(TestExchange.get().header("Auth", token), TOKEN);

    assertThat(client.answer().status()).isEqualTo(401);
    assertThat(runner.invocations()).isEmpty();
  }

  @Test
  void requestWithoutTokenIsRefusedUnasked() {
    assertThat(run(TestExchange.get(), TOKEN).answer().status()).isEqualTo(401);
    assertThat(runner.invocations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"errorMessage\": \"Unauthorized\"} | 401",
        "{\"errorMessage\": \"other\"}        | 500",
        "{}                                   | 500",
        "no JSON                              | 500"
      })
  void errorOfTheFunctionIsARefusal(String error, int status) {
    runner.answering(new Outcome.FunctionError(error.getBytes(UTF_8)));

    assertThat(run(TestExchange.get(), REQUEST).answer().status()).isEqualTo(status);
  }

  @Test
  void functionThatDoesNotRunIsAnAuthorizerFailure() {
    for (Outcome outcome :
        List.of(
            new Outcome.TimedOut("{}".getBytes(UTF_8)),
            new Outcome.Throttled("ReservedFunctionConcurrentInvocationLimitExceeded"),
            new Outcome.SandboxFailed("no engine"))) {
      runner.answering(outcome);

      HttpResponse answer = run(TestExchange.get(), REQUEST).answer();

      assertThat(answer.status()).as(outcome.toString()).isEqualTo(500);
      assertThat(answer.bodyText()).isEqualTo("{\"message\":null}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "null",
        "{\"policyDocument\": {}}",
        "{\"principalId\": \"\", \"policyDocument\": {}}",
        "{\"principalId\": null, \"policyDocument\": {}}",
        "{\"principalId\": {}, \"policyDocument\": {}}",
        "{\"principalId\": \"me\"}",
        "{\"principalId\": \"me\", \"policyDocument\": \"{}\"}",
        "{\"principalId\": 7, \"policyDocument\": {}}",
        "{\"principalId\": \"me\", \"policyDocument\": {\"Version\": \"2012-10-17\"}}",
        "{\"principalId\": \"me\", \"policyDocument\": {\"Statement\": []}, \"context\": {\"a\": []}}",
        "{\"principalId\": \"me\", \"policyDocument\": {\"Statement\": []}, \"context\": {\"a\": null}}",
        "{\"principalId\": \"me\", \"policyDocument\": {\"Statement\": []}, \"context\": \"text\"}",
        "{\"isAuthorized\": true, \"principalId\": \"me\", \"policyDocument\": {\"Statement\": []}}"
      })
  void answerThatIsNoneIsAConfigurationError(String result) {
    runner.answering(success(result));

    RecordingClient client = run(TestExchange.get(), REQUEST);

    assertThat(client.answer().status()).isEqualTo(500);
    assertThat(client.answer().headers().get("x-amzn-ErrorType"))
        .isEqualTo("AuthorizerConfigurationException");
    assertThat(authorized).isEmpty();
  }

  @Test
  void tokenAndApiKeyAreMaskedInTheLog() {
    String key = "a\\\"key-that-is-secret";
    runner.answering(
        success(
            RESULT.replace(
                "\"context\"", "\"usageIdentifierKey\" : \"" + key + "\", \"context\"")));
    List<String> notes = new ArrayList<>();
    Observer listening =
        new Observer() {
          @Override
          public void noted(String line, Exchange exchange) {
            notes.add(line);
          }

          @Override
          public void traced(Supplier<String> line, Exchange exchange) {
            notes.add(line.get());
          }
        };

    run(TestExchange.get().header("Auth", "abcdefghij").observer(listening), TOKEN);

    assertThat(notes).contains("Incoming identity: ****efghij");
    assertThat(notes)
        .contains(
            "Authorizer result body before parsing: "
                + RESULT.replace(
                    "\"context\"",
                    "\"usageIdentifierKey\" : \"***************secret\", \"context\""));
  }

  @Test
  void resultOfTheSameCallerIsCached() {
    List<String> identities = List.of("abc", "abc", "xyz", "abc");

    identities.forEach(identity -> run(TestExchange.get().header("Auth", identity), TOKEN, cache));

    assertThat(runner.invocations()).hasSize(2);
    assertThat(authorized).hasSize(4);
  }

  @Test
  void cachedResultExpires() {
    run(TestExchange.get().header("Auth", "abc"), TOKEN, cache);
    nanos = TTL.toNanos() - 1;
    run(TestExchange.get().header("Auth", "abc"), TOKEN, cache);
    assertThat(runner.invocations()).hasSize(1);

    nanos = TTL.toNanos();
    run(TestExchange.get().header("Auth", "abc"), TOKEN, cache);
    assertThat(runner.invocations()).hasSize(2);
  }

  @Test
  void failureIsNotCached() {
    runner.answering(
        new Outcome.FunctionError("{\"errorMessage\": \"Unauthorized\"}".getBytes(UTF_8)));
    assertThat(run(TestExchange.get().header("Auth", "abc"), TOKEN, cache).answer().status())
        .isEqualTo(401);

    runner.answering(success(RESULT));
    assertThat(run(TestExchange.get().header("Auth", "abc"), TOKEN, cache).answer().status())
        .isEqualTo(200);
  }

  @Test
  void clearedCacheAsksAgain() {
    run(TestExchange.get().header("Auth", "abc"), TOKEN, cache);
    cache.clear();
    run(TestExchange.get().header("Auth", "abc"), TOKEN, cache);

    assertThat(runner.invocations()).hasSize(2);
  }

  @Test
  void authorizerWithoutFunctionIsAConfigurationErrorOnlyForAnIdentifiedCaller() {
    LambdaAuthorizer broken =
        new LambdaAuthorizer("auth1", null, LambdaAuthorizer.Kind.TOKEN, TOKEN, null, CLOCK);

    assertThat(TestExchange.get().phase(broken).run().answer().status()).isEqualTo(401);
    assertThat(TestExchange.get().header("Auth", "abc").phase(broken).run().answer().status())
        .isEqualTo(500);
  }

  private RecordingClient run(TestExchange test, @Nullable IdentitySources token) {
    return run(test, token, null);
  }

  private RecordingClient run(
      TestExchange test, @Nullable IdentitySources token, @Nullable AuthorizerCache results) {
    FunctionCall call =
        new FunctionCall(
            TestFunctions.open(), runner, TestFunctions.ARN, null, true, TestExchange.CLOCK);
    Phase answers =
        exchange -> {
          authorized.add(exchange);
          exchange.response(HttpResponse.empty(200));
          return Step.ANSWERED;
        };
    return test.phase(
            new LambdaAuthorizer(
                "auth1",
                call,
                token == null ? LambdaAuthorizer.Kind.REQUEST : LambdaAuthorizer.Kind.TOKEN,
                token == null ? IdentitySources.NONE : token,
                results,
                CLOCK))
        .phase(answers)
        .run();
  }

  private String event() {
    return new String(runner.invocations().getFirst().payload(), UTF_8);
  }

  private static Outcome success(String payload) {
    return new Outcome.Success(payload.getBytes(UTF_8));
  }
}
