package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.NodeFunction;
import dev.postern.testing.TestApi;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiStage;
import software.amazon.awssdk.services.apigateway.model.AuthorizerType;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsageResponse;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.UpdateUsageResponse;

/** Calls APIs with API keys, within usage plans and beyond them. */
@ExtendWith(PosternExtension.class)
class ApiKeyIT {
  private final Running postern;
  private final ApiGatewayClient rest;

  ApiKeyIT(Running postern) {
    this.postern = postern;
    this.rest = postern.clients().rest();
  }

  private TestApi api(boolean keyRequired) {
    TestApi api =
        TestApi.create(rest, postern.http())
            .mock("GET", "/pets", "$context.identity.apiKey $context.identity.apiKeyId");
    String resource = api.resource("/pets");
    rest.updateMethod(r ->
        r.restApiId(api.id())
            .resourceId(resource)
            .httpMethod("GET")
            .patchOperations(patch("/apiKeyRequired", Boolean.toString(keyRequired))));
    api.deploy("dev");
    return api;
  }

  private static PatchOperation patch(String path, String value) {
    return PatchOperation.builder().op(Op.REPLACE).path(path).value(value).build();
  }

  private CreateApiKeyResponse key() {
    return rest.createApiKey(r -> r.name("mine").enabled(true));
  }

  private String plan(
      TestApi api, CreateApiKeyResponse key, CreateUsagePlanRequest.Builder limits) {
    String plan =
        rest.createUsagePlan(
                limits
                    .name("gold")
                    .apiStages(ApiStage.builder().apiId(api.id()).stage("dev").build())
                    .build())
            .id();
    rest.createUsagePlanKey(r -> r.usagePlanId(plan).keyId(key.id()).keyType("API_KEY"));
    return plan;
  }

  private static HttpResponse call(TestApi api, CreateApiKeyResponse key) throws Exception {
    return api.get("/dev/pets", "x-api-key: " + key.value());
  }

  @Test
  void keyOpensTheMethodAsSoonAsItsPlanCoversTheStage() throws Exception {
    TestApi api = api(true);
    CreateApiKeyResponse key = key();

    HttpResponse without = api.get("/dev/pets");
    HttpResponse unplanned = call(api, key);
    String plan = plan(api, key, CreateUsagePlanRequest.builder());
    HttpResponse planned = call(api, key);
    rest.updateApiKey(r -> r.apiKey(key.id()).patchOperations(patch("/enabled", "false")));
    HttpResponse disabled = call(api, key);
    rest.updateApiKey(r -> r.apiKey(key.id()).patchOperations(patch("/enabled", "true")));
    HttpResponse again = call(api, key);
    rest.deleteUsagePlanKey(r -> r.usagePlanId(plan).keyId(key.id()));
    HttpResponse removed = call(api, key);

    assertThat(List.of(without, unplanned, disabled, removed))
        .allSatisfy(refused -> {
          assertThat(refused.status()).isEqualTo(403);
          assertThat(refused.bodyText()).isEqualTo("{\"message\":\"Forbidden\"}");
          assertThat(refused.headers().get("x-amzn-ErrorType")).isEqualTo("ForbiddenException");
        });
    assertThat(planned.bodyText()).isEqualTo(key.value() + " " + key.id());
    assertThat(again.status()).isEqualTo(200);
  }

  @Test
  void authorizerNamesTheKeyThatCounts() throws Exception {
    String function =
        NodeFunction.create(
            postern.clients().lambda(),
            """
            export const handler = async (event) => ({
              principalId: 'me',
              policyDocument: {
                Version: '2012-10-17',
                Statement: [{ Action: '*', Effect: 'Allow', Resource: '*' }],
              },
              usageIdentifierKey: event.authorizationToken,
            });
            """);
    TestApi api =
        TestApi.create(rest, postern.http()).mock("GET", "/pets", "$context.identity.apiKeyId");
    String authorizer =
        rest.createAuthorizer(r ->
                r.restApiId(api.id())
                    .name("guard")
                    .type(AuthorizerType.TOKEN)
                    .identitySource("method.request.header.X-Token")
                    .authorizerUri(function))
            .id();
    String resource = api.resource("/pets");
    rest.updateMethod(r ->
        r.restApiId(api.id())
            .resourceId(resource)
            .httpMethod("GET")
            .patchOperations(
                patch("/authorizationType", "CUSTOM"),
                patch("/authorizerId", authorizer),
                patch("/apiKeyRequired", "true")));
    rest.updateRestApi(
        r -> r.restApiId(api.id()).patchOperations(patch("/apiKeySource", "AUTHORIZER")));
    api.deploy("dev");
    CreateApiKeyResponse key = key();
    plan(api, key, CreateUsagePlanRequest.builder().quota(q -> q.limit(1).period("DAY")));

    HttpResponse header = api.get("/dev/pets", "X-Token: none", "x-api-key: " + key.value());
    HttpResponse named = api.get("/dev/pets", "X-Token: " + key.value());
    HttpResponse cached = api.get("/dev/pets", "X-Token: " + key.value());

    assertThat(header.status()).isEqualTo(403);
    assertThat(header.bodyText()).isEqualTo("{\"message\":\"Forbidden\"}");
    assertThat(named.bodyText()).isEqualTo(key.id());
    assertThat(cached.status()).isEqualTo(429);
  }

  @Test
  void usageIsWhatWasCountedAndCanBeExtended() throws Exception {
    TestApi api = api(false);
    CreateApiKeyResponse key = key();
    String plan =
        plan(api, key, CreateUsagePlanRequest.builder().quota(q -> q.limit(2).period("MONTH")));

    int first = call(api, key).status();
    int second = call(api, key).status();
    HttpResponse third = call(api, key);
    UpdateUsageResponse granted =
        rest.updateUsage(
            r -> r.usagePlanId(plan).keyId(key.id()).patchOperations(patch("/remaining", "1")));
    int fourth = call(api, key).status();
    HttpResponse fifth = call(api, key);
    GetUsageResponse usage =
        rest.getUsage(
            r -> r.usagePlanId(plan).startDate(granted.startDate()).endDate(granted.endDate()));

    assertThat(List.of(first, second, third.status(), fourth, fifth.status()))
        .containsExactly(200, 200, 429, 200, 429);
    assertThat(third.bodyText()).isEqualTo("{\"message\":\"Limit Exceeded\"}");
    assertThat(third.headers().get("x-amzn-ErrorType")).isEqualTo("LimitExceededException");
    assertThat(third.headers().contains("Retry-After")).isFalse();
    assertThat(granted.items().get(key.id()).getFirst().getLast()).isEqualTo(1);
    assertThat(usage.items().get(key.id()).getLast().getLast()).isEqualTo(0);
    assertThat(usage.items().get(key.id()).stream().mapToLong(List::getFirst).sum()).isEqualTo(3);
  }

  @Test
  void throttleOfThePlanAnswersTooManyRequests() throws Exception {
    TestApi api = api(true);
    CreateApiKeyResponse key = key();
    plan(
        api, key, CreateUsagePlanRequest.builder().throttle(t -> t.rateLimit(0.001).burstLimit(2)));

    call(api, key);
    int second = call(api, key).status();
    HttpResponse third = call(api, key);

    assertThat(second).isEqualTo(200);
    assertThat(third.status()).isEqualTo(429);
    assertThat(third.bodyText()).isEqualTo("{\"message\":\"Too Many Requests\"}");
    assertThat(third.headers().get("x-amzn-ErrorType")).isEqualTo("TooManyRequestsException");
    assertThat(third.headers().contains("Retry-After")).isFalse();
  }

  @Test
  void methodSettingThrottlesEveryCallOfTheMethod() throws Exception {
    TestApi api = api(false);
    int before = api.get("/dev/pets").status();

    rest.updateStage(r ->
        r.restApiId(api.id())
            .stageName("dev")
            .patchOperations(
                patch("/pets/GET/throttling/rateLimit", "0"),
                patch("/pets/GET/throttling/burstLimit", "0")));

    assertThat(before).isEqualTo(200);
    assertThat(api.get("/dev/pets").bodyText()).isEqualTo("{\"message\":\"Too Many Requests\"}");
    rest.updateStage(r ->
        r.restApiId(api.id())
            .stageName("dev")
            .patchOperations(
                patch("/pets/GET/throttling/rateLimit", "-1"),
                patch("/pets/GET/throttling/burstLimit", "-1")));
    assertThat(api.get("/dev/pets").status()).isEqualTo(200);
  }

  @Test
  void keyOfOneStageIsForbiddenOnAnother() throws Exception {
    TestApi api = api(true);
    api.deploy("prod");
    CreateApiKeyResponse key = key();
    plan(api, key, CreateUsagePlanRequest.builder());

    assertThat(call(api, key).status()).isEqualTo(200);
    assertThat(api.get("/prod/pets", "x-api-key: " + key.value()).status()).isEqualTo(403);
  }
}
