package dev.postern.execute.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.auth.policy.Policy;
import dev.postern.auth.policy.PolicyKind;
import dev.postern.execute.Authorization;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.TestExchange;
import dev.postern.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Table A of "How API Gateway resource policies affect authorization workflow", and the texts. */
class CheckAuthorizationTest {
  private static final String METHOD =
      "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/GET/pets/7";

  @ParameterizedTest
  @CsvSource({
    "Allow, Allow, 200",
    "Allow, , 200",
    "Allow, silent, 200",
    "silent, Allow, 200",
    "silent, silent, 403",
    "silent, , 403",
    "Deny, Allow, 403",
    "Deny, silent, 403",
    "Deny, Deny, 403",
    "Allow, Deny, 403",
    "silent, Deny, 403"
  })
  void eitherPolicyMayAllowAndAnyDenyRefuses(
      String ofAuthorizer, @Nullable String ofResource, int status) {
    assertThat(run(ofAuthorizer, ofResource).status()).isEqualTo(status);
  }

  @Test
  void refusalNamesTheReason() {
    assertThat(run("Deny", null).bodyText())
        .isEqualTo(
            "{\"Message\":\"User is not authorized to access this resource"
                + " with an explicit deny in an identity-based policy\"}");
    assertThat(run("silent", null).bodyText())
        .isEqualTo(
            "{\"Message\":\"User is not authorized to access this resource"
                + " because no identity-based policy allows the execute-api:Invoke action\"}");
    assertThat(run("Allow", "Deny").bodyText())
        .isEqualTo(
            "{\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on"
                + " resource: arn:aws:execute-api:eu-west-1:********9012:a1b2c3d4e5/dev/GET/pets/7"
                + " with an explicit deny in a resource-based policy\"}");
    assertThat(run("Deny", null).headers().get("x-amzn-ErrorType"))
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void malformedDenyOfEitherPolicyLetsNobodyPass() {
    String malformed =
        "{\"Statement\": [{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"*\","
            + " \"Resource\": \"*\", \"Condition\": {\"NoSuchOperator\": {\"a\": \"b\"}}}]}";
    Policy broken = Policy.parse(malformed, PolicyKind.RESOURCE_BASED);

    HttpResponse answer =
        TestExchange.get()
            .phase(authorizedBy(policy("Allow", PolicyKind.IDENTITY_BASED)))
            .phase(new CheckAuthorization(broken))
            .phase(CheckAuthorizationTest::ok)
            .run()
            .answer();

    assertThat(answer.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "aws:SourceIp, IpAddress, 192.0.2.0/24, 200",
    "aws:SourceIp, IpAddress, 198.51.100.0/24, 403",
    "aws:SecureTransport, Bool, true, 200",
    "aws:UserAgent, StringEquals, curl, 200",
    "aws:UserAgent, StringEquals, other, 403",
    "aws:SourceVpce, StringEquals, vpce-1, 403"
  })
  void conditionOfAResourcePolicyReadsTheRequest(
      String key, String operator, String value, int status) {
    Policy policy =
        Policy.parse(
            "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\":"
                + " \"execute-api:Invoke\", \"Resource\": \"%s\", \"Condition\": {\"%s\": {\"%s\": \"%s\"}}}}"
                    .formatted(METHOD, operator, key, value),
            PolicyKind.RESOURCE_BASED);

    assertThat(
            TestExchange.get()
                .header("User-Agent", "curl")
                .phase(new CheckResourcePolicy(policy, true))
                .phase(CheckAuthorizationTest::ok)
                .run()
                .answer()
                .status())
        .isEqualTo(status);
  }

  @Test
  void silentResourcePolicyRefusesAnOpenMethod() {
    assertThat(
            TestExchange.get()
                .phase(new CheckResourcePolicy(policy("silent", PolicyKind.RESOURCE_BASED), true))
                .phase(CheckAuthorizationTest::ok)
                .run()
                .answer()
                .bodyText())
        .endsWith(" because no resource-based policy allows the execute-api:Invoke action\"}");
  }

  private static HttpResponse run(String ofAuthorizer, @Nullable String ofResource) {
    Policy resource = ofResource == null ? null : policy(ofResource, PolicyKind.RESOURCE_BASED);
    TestExchange test = TestExchange.get();
    if (resource != null) {
      test.phase(new CheckResourcePolicy(resource, false));
    }
    return test.phase(authorizedBy(policy(ofAuthorizer, PolicyKind.IDENTITY_BASED)))
        .phase(new CheckAuthorization(resource))
        .phase(CheckAuthorizationTest::ok)
        .run()
        .answer();
  }

  private static Phase authorizedBy(Policy policy) {
    return exchange -> {
      exchange.authorization(new Authorization("me", "{}", policy, Map.of(), null, 0));
      return Step.NEXT;
    };
  }

  private static Step ok(dev.postern.execute.Exchange exchange) {
    exchange.response(HttpResponse.empty(200));
    return Step.ANSWERED;
  }

  /** Returns a policy that allows or denies the method, or is silent about it. */
  private static Policy policy(String effect, PolicyKind kind) {
    boolean silent = effect.equals("silent");
    String principal = kind == PolicyKind.RESOURCE_BASED ? "\"Principal\": \"*\", " : "";
    return Policy.parse(
        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"%s\", %s\"Action\": \"execute-api:Invoke\", \"Resource\": \"%s\"}]}"
            .formatted(silent ? "Allow" : effect, principal, silent ? METHOD + "/other" : METHOD),
        kind);
  }
}
