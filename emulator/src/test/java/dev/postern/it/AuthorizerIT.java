package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.NodeFunction;
import dev.postern.testing.TestApi;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.AuthorizerType;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/** Tests Lambda authorizers and resource policies on deployed methods, with real functions. */
@ExtendWith(PosternExtension.class)
class AuthorizerIT {
  /** Answers by the caller's token, and counts its calls. */
  private static final String FUNCTION =
      """
      let calls = 0;
      export const handler = async (event) => {
        const token = event.authorizationToken ?? event.headers['X-Token'];
        calls += 1;
        if (token === 'nobody') {
          throw new Error('Unauthorized');
        }
        if (token === 'broken') {
          throw new Error('broken');
        }
        return {
          principalId: 'user-' + token,
          policyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Action: 'execute-api:Invoke',
                Effect: token === 'deny' ? 'Deny' : 'Allow',
                Resource: token === 'other' ? event.methodArn + '/other' : event.methodArn,
              },
            ],
          },
          context: { calls, type: event.type, admin: true },
        };
      };
      """;

  private static final String TEMPLATE =
      "$context.authorizer.principalId $context.authorizer.calls $context.authorizer.type"
          + " $context.authorizer.admin";

  private final ApiGatewayClient rest;
  private final Running postern;

  AuthorizerIT(Running postern) {
    this.postern = postern;
    this.rest = postern.clients().rest();
  }

  @Test
  void tokenAuthorizerDecidesByItsPolicy() {
    TestApi api = api(r -> token(r).authorizerResultTtlInSeconds(0));

    HttpResponse allowed = api.get("/dev/pets", "X-Token: me");
    assertThat(allowed.status()).isEqualTo(200);
    assertThat(allowed.bodyText()).isEqualTo("user-me 1 TOKEN true");
    expect(api.get("/dev/pets"), 401, "UnauthorizedException", "{\"message\":\"Unauthorized\"}");
    expect(
        api.get("/dev/pets", "X-Token: nobody"),
        401,
        "UnauthorizedException",
        "{\"message\":\"Unauthorized\"}");
    expect(
        api.get("/dev/pets", "X-Token: broken"),
        500,
        "AuthorizerConfigurationException",
        "{\"message\":null}");
    expect(
        api.get("/dev/pets", "X-Token: deny"),
        403,
        "AccessDeniedException",
        "{\"Message\":\"User is not authorized to access this resource with an explicit deny in an"
            + " identity-based policy\"}");
    expect(
        api.get("/dev/pets", "X-Token: other"),
        403,
        "AccessDeniedException",
        "{\"Message\":\"User is not authorized to access this resource because no identity-based"
            + " policy allows the execute-api:Invoke action\"}");
  }

  @Test
  void requestAuthorizerNeedsEachIdentitySource() {
    TestApi api =
        api(r ->
            r.type(AuthorizerType.REQUEST)
                .identitySource("method.request.header.X-Token,method.request.querystring.q")
                .authorizerResultTtlInSeconds(0));

    assertThat(api.get("/dev/pets?q=1", "X-Token: me").bodyText())
        .isEqualTo("user-me 1 REQUEST true");
    assertThat(api.get("/dev/pets", "X-Token: me").status()).isEqualTo(401);
  }

  @Test
  void cachedPolicyIsEvaluatedForEachMethod() {
    TestApi api = api(r -> token(r));

    assertThat(api.get("/dev/pets", "X-Token: me").bodyText()).startsWith("user-me 1 ");
    assertThat(api.get("/dev/pets", "X-Token: me").bodyText()).startsWith("user-me 1 ");
    assertThat(api.get("/dev/toys", "X-Token: me").status()).isEqualTo(403);

    rest.flushStageAuthorizersCache(r -> r.restApiId(api.id()).stageName("dev"));

    assertThat(api.get("/dev/toys", "X-Token: me").bodyText()).startsWith("user-me 2 ");
  }

  @Test
  void resourcePolicyWorksWithoutAnAuthorizer() {
    TestApi api = TestApi.create(rest, postern.http()).mock("GET", "/pets", "ok");
    rest.updateRestApi(r ->
        r.restApiId(api.id())
            .patchOperations(
                replace(
                    "/policy",
                    "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                        + " \"Principal\": \"*\", \"Action\": \"execute-api:Invoke\","
                        + " \"Resource\": \"execute-api:/dev/GET/pets\"}]}")));
    api.deploy("dev");
    api.deploy("test");

    assertThat(api.get("/dev/pets").bodyText()).isEqualTo("ok");
    HttpResponse refused = api.get("/test/pets");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.bodyText())
        .matches(
            "\\{\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on"
                + " resource: arn:aws:execute-api:us-east-1:\\*{8}0000:[a-z0-9]+/test/GET/pets because"
                + " no resource-based policy allows the execute-api:Invoke action\"}");
  }

  private static CreateAuthorizerRequest.Builder token(CreateAuthorizerRequest.Builder request) {
    return request.type(AuthorizerType.TOKEN).identitySource("method.request.header.X-Token");
  }

  /** Returns a deployed API with two methods that one authorizer guards. */
  private TestApi api(Consumer<CreateAuthorizerRequest.Builder> settings) {
    String uri = NodeFunction.create(postern.clients().lambda(), FUNCTION);
    TestApi api = TestApi.create(rest, postern.http());
    String authorizer =
        rest.createAuthorizer(
                r -> settings.accept(r.restApiId(api.id()).name("guard").authorizerUri(uri)))
            .id();
    for (String path : new String[] {"/pets", "/toys"}) {
      api.mock("GET", path, TEMPLATE);
      rest.updateMethod(r ->
          r.restApiId(api.id())
              .resourceId(api.resource(path))
              .httpMethod("GET")
              .patchOperations(
                  replace("/authorizationType", "CUSTOM"), replace("/authorizerId", authorizer)));
    }
    api.deploy("dev");
    return api;
  }

  private static PatchOperation replace(String path, String value) {
    return PatchOperation.builder().op(Op.REPLACE).path(path).value(value).build();
  }

  private static void expect(HttpResponse response, int status, String type, String body) {
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers().get("x-amzn-ErrorType")).isEqualTo(type);
    assertThat(response.bodyText()).isEqualTo(body);
  }
}
