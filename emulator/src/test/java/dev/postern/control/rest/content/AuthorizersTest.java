package dev.postern.control.rest.content;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.control.rest.RestFixture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizersRequest;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizersResponse;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateAuthorizerResponse;

class AuthorizersTest {
  private static final String LAMBDA =
      "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
          + "arn:aws:lambda:eu-west-1:000000000000:function:f/invocations";

  private final RestFixture rest = new RestFixture();
  private final CreateRestApiResponse api = rest.api();

  private CreateAuthorizerRequest.Builder create(String type) {
    return CreateAuthorizerRequest.builder()
        .restApiId(api.id())
        .name("guard")
        .type(type)
        .authorizerUri(LAMBDA)
        .identitySource("method.request.header.Authorization");
  }

  private UpdateAuthorizerRequest update(String id, String... operations) {
    return UpdateAuthorizerRequest.builder()
        .restApiId(api.id())
        .authorizerId(id)
        .patchOperations(patches(operations))
        .build();
  }

  private GetAuthorizerRequest.Builder get(String id) {
    return GetAuthorizerRequest.builder().restApiId(api.id()).authorizerId(id);
  }

  @Test
  void authorizerIsCreatedListedUpdatedAndDeleted() {
    CreateAuthorizerResponse created = rest.call(create("TOKEN").build());
    UpdateAuthorizerResponse updated =
        rest.call(
            update(
                created.id(),
                "replace /name other",
                "replace /type REQUEST",
                "replace /authorizerResultTtlInSeconds 60",
                "add /identitySource method.request.querystring.q",
                "remove /identitySource method.request.header.Authorization"));
    GetAuthorizersResponse list =
        rest.call(GetAuthorizersRequest.builder().restApiId(api.id()).build());
    rest.<SdkPojo>call(
        DeleteAuthorizerRequest.builder().restApiId(api.id()).authorizerId(created.id()).build());

    assertThat(created.id()).matches("[a-z0-9]{6}");
    assertThat(created.authType()).isEqualTo("custom");
    assertThat(created.authorizerResultTtlInSeconds()).isNull();
    assertThat(updated.name()).isEqualTo("other");
    assertThat(updated.typeAsString()).isEqualTo("REQUEST");
    assertThat(updated.authorizerResultTtlInSeconds()).isEqualTo(60);
    assertThat(updated.identitySource()).isEqualTo("method.request.querystring.q");
    assertThat(list.items()).extracting(Authorizer::name).containsExactly("other");
    rest.refused(get(created.id()).build(), 404, "Invalid Authorizer identifier specified");
  }

  @Test
  void cognitoAuthorizerHasNoTtl() {
    CreateAuthorizerResponse created =
        rest.call(
            create("COGNITO_USER_POOLS")
                .authorizerUri(null)
                .authorizerResultTtlInSeconds(60)
                .providerARNs("arn:aws:cognito-idp:eu-west-1:000000000000:userpool/p")
                .build());

    assertThat(created.authType()).isEqualTo("cognito_user_pools");
    assertThat(created.authorizerResultTtlInSeconds()).isNull();
    assertThat(created.providerARNs()).hasSize(1);
  }

  @Test
  void invalidCreateIsRefused() {
    rest.refused(
        create("TOKEN").authorizerUri("lambda").restApiId("nope").build(),
        400,
        "Invalid Authorizer URI: lambda. Authorizer URI should be a valid API Gateway ARN that"
            + " represents a Lambda function invocation.");
    rest.refused(
        create("TOKEN").restApiId("nope").build(),
        409,
        "Unable to complete operation due to concurrent modification. Please try again later.");
    rest.refused(
        create("TOKEN").authorizerResultTtlInSeconds(3601).build(),
        400,
        "Authorizer result TTL must be between 0 and 3600 seconds");
  }

  @Test
  void invalidUpdateIsRefused() {
    CreateAuthorizerResponse created = rest.call(create("TOKEN").build());

    rest.refused(
        update(created.id(), "replace /id x"),
        400,
        "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/name, /type,"
            + " /authType, /authorizerUri, /authorizerCredentials, /authorizerResultTtlInSeconds,"
            + " /identitySource, /identityValidationExpression]");
    rest.refused(update("nope42"), 404, "Invalid Authorizer identifier specified");
  }

  @Test
  void methodRequiresAnExistingAuthorizer() {
    CreateAuthorizerResponse created = rest.call(create("TOKEN").build());

    PutMethodResponse method =
        rest.call(
            PutMethodRequest.builder()
                .restApiId(api.id())
                .resourceId(api.rootResourceId())
                .httpMethod("GET")
                .authorizationType("CUSTOM")
                .authorizerId(created.id())
                .build());

    assertThat(method.authorizerId()).isEqualTo(created.id());
  }
}
