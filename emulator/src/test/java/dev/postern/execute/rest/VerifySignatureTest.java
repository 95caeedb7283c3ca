package dev.postern.execute.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.auth.AccessKeys;
import dev.postern.auth.Credentials;
import dev.postern.auth.RequestSigner;
import dev.postern.auth.policy.Policy;
import dev.postern.auth.policy.PolicyKind;
import dev.postern.execute.Exchange;
import dev.postern.execute.Identity;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.TestExchange;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signed and unsigned calls of a method with IAM authorization, with and without a policy. */
class VerifySignatureTest {
  private static final String OWN = "123456789012";
  private static final String OTHER = "210987654321";

  private final List<Identity> identities = new ArrayList<>();

  @Test
  void unsignedCallerNeedsAToken() {
    HttpResponse answer = answered(TestExchange.get());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.bodyText()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
  }

  @Test
  void headerThatIsNoSignatureIsIncomplete() {
    HttpResponse answer = answered(TestExchange.get().header("Authorization", "Bearer abc"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.headers().get("x-amzn-ErrorType")).isEqualTo("IncompleteSignatureException");
  }

  @Test
  void ownerOfTheKeyIsTheCaller() {
    assertThat(answered(signed("test", "test")).status()).isEqualTo(200);
    assertThat(identities)
        .containsExactly(
            new Identity("test", OWN, OWN, OWN, "arn:aws:iam::123456789012:root", null));
  }

  @Test
  void accountIdIsAnAccessKeyOfThatAccount() {
    assertThat(answered(signed(OTHER, "test")).status()).isEqualTo(200);
    assertThat(identities.getFirst().userArn()).isEqualTo("arn:aws:iam::210987654321:root");
  }

  @Test
  void unknownKeyIsRefused() {
    HttpResponse answer = answered(signed("AKIAUNKNOWN", "test"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.headers().get("x-amzn-ErrorType")).isEqualTo("UnrecognizedClientException");
    assertThat(answer.bodyText())
        .isEqualTo("{\"message\":\"The security token included in the request is invalid.\"}");
  }

  @Test
  void wrongSecretIsAnInvalidSignature() {
    HttpResponse answer = answered(signed("test", "wrong"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.headers().get("x-amzn-ErrorType")).isEqualTo("InvalidSignatureException");
  }

  @ParameterizedTest
  @CsvSource({
    "123456789012, Allow, 200",
    "123456789012, silent, 200",
    "123456789012, Deny, 403",
    "210987654321, Allow, 200",
    "210987654321, silent, 403",
    "210987654321, Deny, 403"
  })
  void ownAccountNeedsNoAllowOfTheResourcePolicy(String account, String effect, int status) {
    boolean silent = effect.equals("silent");
    Policy policy =
        Policy.parse(
            "{\"Statement\": [{\"Effect\": \"%s\", \"Principal\": \"*\", \"Action\": \"%s\","
                    .formatted(silent ? "Allow" : effect, silent ? "execute-api:Other" : "*")
                + " \"Resource\": \"*\"}]}",
            PolicyKind.RESOURCE_BASED);

    HttpResponse answer =
        signed(account, "test")
            .phase(new VerifySignature(AccessKeys.TEST))
            .phase(new CheckIamAuthorization(policy))
            .phase(answers())
            .run()
            .answer();

    assertThat(answer.status()).isEqualTo(status);
    if (status == 403) {
      assertThat(answer.bodyText())
          .startsWith("{\"Message\":\"User: arn:aws:iam::" + account + ":root is not authorized");
    }
  }

  @ParameterizedTest
  @CsvSource({"123456789012, 200", "210987654321, 403"})
  void onlyTheOwnAccountMayCallAnApiWithoutAPolicy(String account, int status) {
    assertThat(
            signed(account, "test")
                .phase(new VerifySignature(AccessKeys.TEST))
                .phase(new CheckIamAuthorization(null))
                .phase(answers())
                .run()
                .answer()
                .status())
        .isEqualTo(status);
  }

  private HttpResponse answered(TestExchange test) {
    return test.phase(new VerifySignature(AccessKeys.TEST)).phase(answers()).run().answer();
  }

  private Phase answers() {
    return exchange -> {
      identities.add(exchange.identity());
      exchange.response(HttpResponse.empty(200));
      return Step.ANSWERED;
    };
  }

  @Test
  void verbIsOverriddenOnlyByASignedHeader() {
    Headers override = Headers.of("X-HTTP-Method-Override", "DELETE");

    TestExchange unsigned = signed("test", "test", Headers.empty()).verb("DELETE").sentVerb("GET");
    TestExchange signed = signed("test", "test", override).verb("DELETE").sentVerb("GET");

    assertThat(answered(unsigned).headers().get("x-amzn-ErrorType"))
        .isEqualTo("InvalidSignatureException");
    assertThat(answered(signed).status()).isEqualTo(200);
  }

  private static TestExchange signed(String accessKey, String secret) {
    return signed(accessKey, secret, Headers.empty());
  }

  private static TestExchange signed(String accessKey, String secret, Headers more) {
    Exchange plain = TestExchange.get().build();
    HttpRequest request = plain.request();
    Headers headers =
        new RequestSigner("execute-api", plain.stage().owner().region().code())
            .sign(
                request.method(),
                request.path(),
                more.plus("Host", request.authority()),
                request.body(),
                new Credentials(accessKey, secret, null),
                TestExchange.RECEIVED);
    TestExchange signed = TestExchange.get();
    more.forEach(signed::header);
    for (String name : List.of("X-Amz-Date", "Authorization")) {
      signed.header(name, String.valueOf(headers.get(name)));
    }
    return signed;
  }
}
