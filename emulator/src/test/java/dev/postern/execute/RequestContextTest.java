package dev.postern.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.auth.policy.Policy;
import dev.postern.auth.policy.PolicyKind;
import dev.postern.execute.front.VpcEndpoint;
import dev.postern.http.Headers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestContextTest {
  private static final Policy NO_POLICY = Policy.parse("{}", PolicyKind.IDENTITY_BASED);

  @Test
  void variablesAreThoseOfTheRequest() {
    RequestContext context =
        TestExchange.get()
            .operationName("getPet")
            .header("User-Agent", "curl")
            .canaryRequest(true)
            .build()
            .context();

    Map<String, Object> all = new LinkedHashMap<>(context);
    assertThat(all.remove("extendedRequestId")).asString().hasSize(16);
    assertThat(all)
        .containsExactly(
            Map.entry("resourceId", "2jf6xt"),
            Map.entry("resourcePath", "/pets/{id}"),
            Map.entry("operationName", "getPet"),
            Map.entry("httpMethod", "GET"),
            Map.entry("requestTime", "10/Mar/2026:05:16:23 +0000"),
            Map.entry("path", "/dev/pets/7"),
            Map.entry("accountId", "123456789012"),
            Map.entry("protocol", "HTTP/1.1"),
            Map.entry(
                "requestOverride",
                Map.of("header", Map.of(), "path", Map.of(), "querystring", Map.of())),
            Map.entry("stage", "dev"),
            Map.entry("domainPrefix", "a1b2c3d4e5"),
            Map.entry("requestTimeEpoch", 1_773_119_783_000L),
            Map.entry("requestId", TestExchange.REQUEST_ID),
            Map.entry("identity", identity(Map.of("userAgent", "curl"))),
            Map.entry("domainName", "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com"),
            Map.entry("deploymentId", "du4ot1"),
            Map.entry("responseOverride", Map.of("header", Map.of())),
            Map.entry("apiId", "a1b2c3d4e5"),
            Map.entry("isCanaryRequest", true));
  }

  @Test
  void variableHasTheSameValueReadAloneOrByIteration() {
    RequestContext alone = TestExchange.get().operationName("getPet").build().context();
    RequestContext among = TestExchange.get().operationName("getPet").build().context();

    List<String> names = new ArrayList<>(among.keySet());

    assertThat(names).hasSize(19);
    for (String name : names) {
      assertThat(alone.get(name)).as(name).isEqualTo(among.get(name));
    }
  }

  @Test
  void requestThatNoResourceServesHasNoResource() {
    RequestContext context = TestExchange.get().path("/none", "").build().context();

    assertThat(context.get("resourceId")).isNull();
    assertThat(context.get("resourcePath")).isNull();
    assertThat(context).doesNotContainKeys("resourceId", "resourcePath");
  }

  @Test
  void unknownVariableHasNoValue() {
    RequestContext context = TestExchange.get().build().context();

    assertThat(context.get("noSuchVariable")).isNull();
    assertThat(context.containsKey("noSuchVariable")).isFalse();
  }

  @Test
  void verifiedIdentityIsVisible() {
    Exchange exchange = TestExchange.get().build();

    exchange.identity(
        new Identity("AKID", "123456789012", "AIDA", "AIDA", "arn:aws:iam::1:user/x", null));

    assertThat(exchange.context().get("identity"))
        .isEqualTo(
            identity(
                Map.of(
                    "accessKey", "AKID",
                    "accountId", "123456789012",
                    "caller", "AIDA",
                    "user", "AIDA",
                    "userArn", "arn:aws:iam::1:user/x")));
  }

  @Test
  void vpcEndpointIsVisible() {
    Exchange exchange =
        TestExchange.get().throughVpcEndpoint(new VpcEndpoint("vpce-1", "vpc-2")).build();

    assertThat(exchange.context().get("identity"))
        .isEqualTo(identity(Map.of("vpceId", "vpce-1", "vpcId", "vpc-2")));
  }

  @Test
  void identityHasAllKeysInAwsOrder() {
    Exchange exchange = TestExchange.get().build();

    assertThat(exchange.context().identity().keySet())
        .containsExactly(
            "cognitoIdentityPoolId",
            "accountId",
            "cognitoIdentityId",
            "caller",
            "sourceIp",
            "principalOrgId",
            "accessKey",
            "cognitoAuthenticationType",
            "cognitoAuthenticationProvider",
            "userArn",
            "userAgent",
            "user");
  }

  /** Returns the identity of an unsigned request with other members. */
  private static Map<String, @Nullable Object> identity(Map<String, String> known) {
    Map<String, @Nullable Object> identity = TestExchange.get().build().context().identity();
    assertThat(identity).hasSize(12).containsEntry("sourceIp", "192.0.2.1");
    identity.putAll(known);
    return identity;
  }

  @Test
  void authorizerResultIsVisible() {
    Exchange exchange = TestExchange.get().build();

    exchange.authorization(
        new Authorization("me", "{}", NO_POLICY, Map.of("team", "blue"), null, 12));

    assertThat(exchange.context().get("authorizer"))
        .isEqualTo(Map.of("principalId", "me", "integrationLatency", 12L, "team", "blue"));
  }

  @Test
  void backendRequestIdIsVisibleOnceTheBackendHasResponded() {
    Exchange exchange = TestExchange.get().build();
    assertThat(exchange.context().get("awsEndpointRequestId")).isNull();
    assertThat(exchange.context().keySet()).doesNotContain("awsEndpointRequestId");

    exchange.backendResponse(
        BackendResponse.of(200, Headers.of("x-amzn-RequestId", "id-1"), new byte[0]));

    assertThat(exchange.context().get("awsEndpointRequestId")).isEqualTo("id-1");
    assertThat(exchange.context().keySet()).contains("awsEndpointRequestId");
  }

  @Test
  void valueWrittenByATemplateIsReadBack() {
    RequestContext context = TestExchange.get().build().context();

    context.put("mine", "x");
    context.put("stage", "other");

    assertThat(context.get("mine")).isEqualTo("x");
    assertThat(context.get("stage")).isEqualTo("other");
    assertThat(context).containsEntry("mine", "x").containsEntry("stage", "other");
  }

  @Test
  void variableThatATemplateSetsToNullHasNoValue() {
    RequestContext context = TestExchange.get().build().context();

    context.put("stage", null);

    assertThat(context.get("stage")).isNull();
    assertThat(context.containsKey("stage")).isTrue();
  }

  @Test
  void removedVariableStaysRemoved() {
    RequestContext context = TestExchange.get().build().context();

    assertThat(context.remove("stage")).isEqualTo("dev");

    assertThat(context.get("stage")).isNull();
    assertThat(context.get("apiId")).isEqualTo("a1b2c3d4e5");
  }

  @Test
  void furtherVariablesComeFromTheirSource() {
    RequestContext context = TestExchange.get().build().context();

    context.extend(name -> name.equals("status") ? 200 : null);

    assertThat(context.get("status")).isEqualTo(200);
    assertThat(context.get("latency")).isNull();
  }

  @Test
  void overridesAreEmptyUntilATemplateSetsThem() {
    RequestContext context = TestExchange.get().build().context();
    assertThat(context.requestOverride("header")).isEmpty();
    assertThat(Overrides.status(context)).isEmpty();

    put(context, "requestOverride", "header", "X-A", "1");
    put(context, "responseOverride", "header", "X-B", "2");
    status(context, 404);

    assertThat(context.requestOverride("header")).isEqualTo(Map.of("X-A", "1"));
    assertThat(context.responseHeaderOverride()).isEqualTo(Map.of("X-B", "2"));
    assertThat(Overrides.status(context)).hasValue(404);
  }

  @Test
  void invalidStatusOverrideIsIgnored() {
    for (Object wrong : List.of(99, 600, "abc", List.of(), Map.of())) {
      RequestContext context = TestExchange.get().build().context();

      status(context, wrong);

      assertThat(Overrides.status(context)).as(wrong.toString()).isEmpty();
    }
  }

  private static void put(
      RequestContext context, String override, String part, String name, String value) {
    map(map(context, override), part).put(name, value);
  }

  private static void status(RequestContext context, Object status) {
    map(context, "responseOverride").put("status", status);
  }

  @SuppressWarnings("unchecked") // maps in the context take strings
  private static Map<String, Object> map(Map<String, Object> parent, String name) {
    return (Map<String, Object>) Objects.requireNonNull(parent.get(name));
  }
}
