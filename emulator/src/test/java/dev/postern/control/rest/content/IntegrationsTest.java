package dev.postern.control.rest.content;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.postern.control.rest.RestFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponseResponse;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateIntegrationResponseResponse;

class IntegrationsTest {
  private static final String FUNCTIONS =
      "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/";
  private static final String LAMBDA =
      "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
          + "arn:aws:lambda:eu-west-1:000000000000:function:f/invocations";

  private final RestFixture rest = new RestFixture();
  private final CreateRestApiResponse api = rest.api();
  private final String pets = rest.resource(api, api.rootResourceId(), "{id}").id();

  private PutIntegrationRequest.Builder put(String type) {
    return PutIntegrationRequest.builder()
        .restApiId(api.id())
        .resourceId(pets)
        .httpMethod("GET")
        .type(type);
  }

  private PutIntegrationRequest.Builder http() {
    return put("HTTP").uri("http://backend.example/pets").integrationHttpMethod("POST");
  }

  private UpdateIntegrationRequest update(String... operations) {
    return UpdateIntegrationRequest.builder()
        .restApiId(api.id())
        .resourceId(pets)
        .httpMethod("GET")
        .patchOperations(patches(operations))
        .build();
  }

  private PutIntegrationResponseRequest.Builder putResponse(String statusCode) {
    return PutIntegrationResponseRequest.builder()
        .restApiId(api.id())
        .resourceId(pets)
        .httpMethod("GET")
        .statusCode(statusCode);
  }

  private UpdateIntegrationResponseRequest updateResponse(String... operations) {
    return UpdateIntegrationResponseRequest.builder()
        .restApiId(api.id())
        .resourceId(pets)
        .httpMethod("GET")
        .statusCode("200")
        .patchOperations(patches(operations))
        .build();
  }

  private void method() {
    rest.method(api.id(), pets, "GET");
  }

  private static String validation(String error) {
    return "Invalid mapping expression specified: Validation Result: warnings : [], errors : ["
        + error
        + "]";
  }

  @Test
  void putSetsDefaults() {
    method();

    PutIntegrationResponse integration = rest.call(http().build());

    assertThat(integration.httpMethod()).isEqualTo("POST");
    assertThat(integration.timeoutInMillis()).isEqualTo(29_000);
    assertThat(integration.cacheNamespace()).isEqualTo(pets);
    assertThat(integration.hasCacheKeyParameters()).isTrue();
    assertThat(integration.cacheKeyParameters()).isEmpty();
    assertThat(integration.passthroughBehavior()).isEqualTo("WHEN_NO_MATCH");
    assertThat(integration.connectionTypeAsString()).isEqualTo("INTERNET");
    assertThat(integration.contentHandling()).isNull();
    assertThat(integration.hasRequestTemplates()).isFalse();
    assertThat(integration.hasIntegrationResponses()).isFalse();
  }

  @Test
  void mockHasNeitherHttpMethodNorUriNorConnection() {
    method();

    PutIntegrationResponse integration =
        rest.call(put("MOCK").integrationHttpMethod("POST").uri("http://host").build());

    assertThat(integration.httpMethod()).isNull();
    assertThat(integration.uri()).isNull();
    assertThat(integration.connectionType()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "firehose:path/2015-03-31/functions/F/invocations",
        "firehose:path/streams/s",
        "firehose:action/",
        "lambda:action/Invoke",
        "lambda:path/2015-03-31/F/invocations",
        "lambda:path/2015-03-31/functions/F",
        "lambda:path/2015-03-31/functions/F/invocation",
        "lambda:path/2014-11-13/functions/F/invocations",
        "lambda:path/2015-03-31/functions/F/response-streaming-invocations",
        "lambda:path/2021-11-15/functions/F/invocations",
        "lambda:path/functions/F/invocations",
        "lambda:path/2015-03-31/functions//invocations",
        "lambda:path/2015-03-31/functions/f/invocations",
        "lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:function:/invocations",
        "lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:function:a b/invocations",
        "lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:layer:f/invocations",
        "lambda:path/2015-03-31/functions/arn:aws:sqs:eu-west-1:000000000000:function:f/invocations",
      })
  void proxyUriIsCheckedWhole(String target) {
    method();
    String uri =
        "arn:aws:apigateway:eu-west-1:"
            + target.replace("/F", "/arn:aws:lambda:eu-west-1:000000000000:function:f");

    rest.refused(
        put("AWS_PROXY")
            .uri(uri)
            .integrationHttpMethod("POST")
            .credentials("arn:aws:iam::000000000000:role/r")
            .build(),
        400,
        "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose"
            + " stream invocations.");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP, https://host/a/{id}?q=1",
    "HTTP_PROXY, http://localhost:8080",
    "HTTP, http://${stageVariables.host}/a",
    "AWS, arn:aws:apigateway:eu-west-1:sqs:path/000000000000/queue",
    "AWS, arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem",
    "AWS_PROXY, " + LAMBDA,
    "AWS_PROXY, " + FUNCTIONS + "arn:aws:lambda:eu-west-1:000000000000:function:f:live/invocations",
    "AWS_PROXY, "
        + FUNCTIONS
        + "arn:aws:lambda:eu-west-1:000000000000:function:f:$LATEST/invocations",
    "AWS_PROXY, " + FUNCTIONS + "${stageVariables.function}/invocations",
    "AWS_PROXY, "
        + FUNCTIONS
        + "arn:aws:lambda:eu-west-1:000000000000:function:${stageVariables.f}/invocations",
    "AWS_PROXY, arn:aws:apigateway:eu-west-1:lambda:path/2021-11-15/functions/arn:aws:lambda:eu-west-1:000000000000:function:f/response-streaming-invocations",
    "AWS_PROXY, arn:aws:apigateway:eu-west-1:firehose:action/PutRecord",
  })
  void validUrisAreAccepted(String type, String uri) {
    method();

    PutIntegrationResponse integration =
        rest.call(
            put(type)
                .uri(uri)
                .integrationHttpMethod("POST")
                .credentials("arn:aws:iam::000000000000:role/r")
                .build());

    assertThat(integration.uri()).isEqualTo(uri);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          HTTP; not-a-url; Invalid HTTP endpoint specified for URI
          HTTP_PROXY; ; Invalid HTTP endpoint specified for URI
          HTTP_PROXY; ftp://host; Invalid HTTP endpoint specified for URI
          AWS; http://host; Invalid ARN specified in the request
          AWS; arn:aws:lambda:eu-west-1:000000000000:function:f; AWS ARN for integration must contain path or action
          AWS; arn:aws:apigateway:eu-west-1:sqs:path/000000000000/q; Role ARN must be specified for AWS integrations
          AWS_PROXY; arn:aws:apigateway:eu-west-1:firehose:action/PutRecord; Role ARN must be specified for AWS integrations
          AWS_PROXY; arn:aws:apigateway:eu-west-1:sqs:path/000000000000/q; Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.
          """)
  void invalidUrisAreRefused(String type, String uri, String text) {
    method();

    rest.refused(put(type).uri(uri).integrationHttpMethod("POST").build(), 400, text);
  }

  @Test
  void invalidPutIsRefused() {
    rest.refused(http().build(), 404, "Invalid Method identifier specified");
    method();

    for (String type : List.of("HTTP", "HTTP_PROXY", "AWS", "AWS_PROXY")) {
      rest.refused(
          put(type).uri("http://host").build(),
          400,
          "Enumeration value for HttpMethod must be non-empty");
    }
    rest.refused(
        http().timeoutInMillis(49).build(), 400, "Timeout should be between 50 ms and 29000 ms");
    rest.refused(
        http().timeoutInMillis(29_001).build(),
        400,
        "Timeout should be between 50 ms and 29000 ms");
    rest.refused(
        http().requestTemplates(Map.of("123", "x")).build(),
        400,
        "Validation Result: warnings : [], errors : [Invalid content type specified: 123]");
    rest.refused(http().resourceId("nope42").build(), 404, "Invalid Resource identifier specified");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          integration.request.header.a; true; Invalid mapping expression specified: true
          integration.request.header.a; integration.response.body; Invalid mapping expression specified: integration.response.body
          integration.request.body.a; 'x'; Invalid mapping expression specified: integration.request.body.a
          integration.request.header.a; method.request.header.b; Invalid mapping expression parameter specified: method.request.header.b
          integration.request.path.a; method.request.path.id; Invalid mapping expression parameter specified: method.request.path.id
          integration.request.path.a; method.request.path.other; Invalid mapping expression parameter specified: method.request.path.other
          integration.request.querystring.a; method.request.multivaluequerystring.q; Invalid mapping expression parameter specified: method.request.multivaluequerystring.q
          """)
  void invalidMappingsAreRefused(String target, String source, String error) {
    method();

    rest.refused(
        http().requestParameters(Map.of(target, source.equals("x") ? "'x'" : source)).build(),
        400,
        validation(error));
  }

  @Test
  void validMappingsAreAccepted() {
    rest.<SdkPojo>call(
        PutMethodRequest.builder()
            .restApiId(api.id())
            .resourceId(pets)
            .httpMethod("GET")
            .authorizationType("NONE")
            .requestParameters(
                Map.of(
                    "method.request.header.h", true,
                    "method.request.querystring.q", false,
                    "method.request.path.id", true))
            .build());
    Map<String, String> mappings =
        Map.of(
            "integration.request.header.a", "'static'",
            "integration.request.header.b", "method.request.header.h",
            "integration.request.header.c", "context.identity.sourceIp",
            "integration.request.header.d", "stageVariables.x",
            "integration.request.header.e", "method.request.body.pets[0].name",
            "integration.request.querystring.f", "method.request.multivaluequerystring.q",
            "integration.request.path.g", "method.request.path.id");

    PutIntegrationResponse integration = rest.call(http().requestParameters(mappings).build());

    assertThat(integration.requestParameters()).isEqualTo(mappings);
  }

  @Test
  void updateChecksOnlyTheSourcesThatItChanges() {
    String file =
        """
        openapi: 3.0.1
        info: {title: x, version: '1'}
        paths:
          /:
            get:
              x-amazon-apigateway-integration:
                type: mock
                requestParameters: {integration.request.header.a: method.request.header.none}
        """;
    ImportRestApiResponse imported =
        rest.call(ImportRestApiRequest.builder().body(SdkBytes.fromUtf8String(file)).build());
    UpdateIntegrationRequest.Builder update =
        update().toBuilder().restApiId(imported.id()).resourceId(imported.rootResourceId());

    UpdateIntegrationResponse updated =
        rest.call(update.patchOperations(patches("replace /timeoutInMillis 100")).build());

    assertThat(updated.requestParameters()).hasSize(1);
    for (String patch :
        List.of(
            "replace /requestParameters/integration.request.header.a method.request.path.none",
            "add /requestParameters/integration.request.header.b method.request.path.none")) {
      rest.refused(
          update.patchOperations(patches(patch)).build(),
          400,
          validation("Invalid mapping expression parameter specified: method.request.path.none"));
    }
  }

  @Test
  void streamingAllowsALongerTimeout() {
    method();

    PutIntegrationResponse integration =
        rest.call(
            put("AWS_PROXY")
                .uri(LAMBDA)
                .integrationHttpMethod("POST")
                .responseTransferMode("STREAM")
                .timeoutInMillis(900_000)
                .build());

    assertThat(integration.timeoutInMillis()).isEqualTo(900_000);
  }

  @Test
  void onlyProxyIntegrationsStream() {
    method();

    rest.refused(
        http().responseTransferMode("STREAM").build(),
        400,
        "Response transfer mode STREAM is only supported for integrations of type HTTP_PROXY and"
            + " AWS_PROXY");
  }

  @Test
  void updateChangesOnlyTheGivenMembers() {
    method();
    rest.<SdkPojo>call(http().build());

    UpdateIntegrationResponse integration =
        rest.call(
            update(
                "replace /uri http://other.example",
                "replace /httpMethod PUT",
                "replace /timeoutInMillis 100",
                "replace /passthroughBehavior NEVER",
                "replace /contentHandling CONVERT_TO_TEXT",
                "replace /tlsConfig/insecureSkipVerification true",
                "add /cacheKeyParameters/method.request.path.id",
                "add /requestParameters/integration.request.header.a 'x'",
                "add /requestTemplates/application~1json {}",
                "remove /requestTemplates/application~1json"));

    assertThat(integration.uri()).isEqualTo("http://other.example");
    assertThat(integration.httpMethod()).isEqualTo("PUT");
    assertThat(integration.timeoutInMillis()).isEqualTo(100);
    assertThat(integration.passthroughBehavior()).isEqualTo("NEVER");
    assertThat(integration.contentHandlingAsString()).isEqualTo("CONVERT_TO_TEXT");
    assertThat(integration.tlsConfig().insecureSkipVerification()).isTrue();
    assertThat(integration.cacheKeyParameters()).containsExactly("method.request.path.id");
    assertThat(integration.requestParameters())
        .containsOnly(entry("integration.request.header.a", "'x'"));
    assertThat(integration.hasRequestTemplates()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          replace /type MOCK; Invalid patch path /type
          replace /timeoutInMillis 10; Timeout should be between 50 ms and 29000 ms
          replace /uri nowhere; Invalid HTTP endpoint specified for URI
          replace /httpMethod; Enumeration value for HttpMethod must be non-empty
          replace /connectionType PIGEON; Invalid value 'PIGEON' specified for patch path '/connectionType'
          add /uri http://x; Invalid patch operation specified. Must be one of: [replace]
          """)
  void invalidUpdateIsRefused(String operation, String text) {
    method();
    rest.<SdkPojo>call(http().build());

    rest.refused(update("replace /cacheNamespace changed", operation), 400, text);
  }

  @Test
  void verbOfAMockCannotBeReplaced() {
    rest.mock(api.id(), pets, "GET");

    rest.refused(update("replace /httpMethod GET"), 400, "Invalid patch path /httpMethod");
  }

  @Test
  void deletedIntegrationIsNotFound() {
    rest.mock(api.id(), pets, "GET");

    DeleteIntegrationRequest delete =
        DeleteIntegrationRequest.builder()
            .restApiId(api.id())
            .resourceId(pets)
            .httpMethod("GET")
            .build();
    rest.<SdkPojo>call(delete);

    rest.refused(delete, 404, "Invalid Integration identifier specified");
    rest.refused(
        GetIntegrationRequest.builder()
            .restApiId(api.id())
            .resourceId(pets)
            .httpMethod("GET")
            .build(),
        404,
        "Invalid Integration identifier specified");
    rest.refused(update(), 404, "Invalid Integration identifier specified");
  }

  @Test
  void responseEchoesItsPatternAndKeepsEmptyTemplatesAsNull() {
    rest.mock(api.id(), pets, "GET");

    PutIntegrationResponseResponse bare = rest.call(putResponse("200").build());
    PutIntegrationResponseResponse full =
        rest.call(
            putResponse("404")
                .selectionPattern("")
                .responseTemplates(Map.of("application/json", ""))
                .build());

    assertThat(bare.selectionPattern()).isNull();
    assertThat(full.selectionPattern()).isEmpty();
    assertThat(full.responseTemplates()).containsOnlyKeys("application/json").containsValue(null);
  }

  @Test
  void responseMapsOnlyHeadersThatTheMethodDeclares() {
    rest.mock(api.id(), pets, "GET");
    PutIntegrationResponseRequest put =
        putResponse("200").responseParameters(Map.of("method.response.header.a", "'x'")).build();

    rest.refused(put, 400, validation("No method response exists for method."));
    rest.<SdkPojo>call(
        PutMethodResponseRequest.builder()
            .restApiId(api.id())
            .resourceId(pets)
            .httpMethod("GET")
            .statusCode("200")
            .responseParameters(Map.of("method.response.header.b", true))
            .build());
    rest.refused(
        put,
        400,
        validation("Invalid mapping expression parameter specified: method.response.header.a"));
    rest.refused(
        putResponse("200").responseParameters(Map.of("method.response.header.b", "true")).build(),
        400,
        validation("Invalid mapping expression specified: true"));

    PutIntegrationResponseResponse taken =
        rest.call(
            putResponse("200")
                .responseParameters(
                    Map.of("method.response.header.b", "integration.response.header.B"))
                .build());
    assertThat(taken.responseParameters()).hasSize(1);
  }

  @Test
  void responseCanBeEdited() {
    rest.mock(api.id(), pets, "GET");
    rest.<SdkPojo>call(putResponse("200").build());

    UpdateIntegrationResponseResponse edited =
        rest.call(
            updateResponse(
                "replace /selectionPattern 2.*",
                "replace /contentHandling CONVERT_TO_BINARY",
                "add /responseTemplates/application~1json {}"));

    assertThat(edited.selectionPattern()).isEqualTo("2.*");
    assertThat(edited.contentHandlingAsString()).isEqualTo("CONVERT_TO_BINARY");
    assertThat(edited.responseTemplates()).containsOnly(entry("application/json", "{}"));
  }

  @Test
  void outermostMissingPartOfAResponseIsReported() {
    DeleteIntegrationResponseRequest delete =
        DeleteIntegrationResponseRequest.builder()
            .restApiId(api.id())
            .resourceId(pets)
            .httpMethod("GET")
            .statusCode("200")
            .build();
    GetIntegrationResponseRequest get =
        GetIntegrationResponseRequest.builder()
            .restApiId(api.id())
            .resourceId(pets)
            .httpMethod("GET")
            .statusCode("200")
            .build();

    rest.refused(delete, 404, "Invalid Integration identifier specified");
    rest.refused(get, 404, "Invalid Method identifier specified");
    rest.refused(putResponse("200").build(), 404, "Invalid Method identifier specified");
    method();
    rest.refused(get, 404, "Invalid Integration identifier specified");
    rest.refused(putResponse("200").build(), 404, "Invalid Integration identifier specified");
    rest.<SdkPojo>call(put("MOCK").build());
    rest.refused(get, 404, "Invalid Response status code specified");
    rest.refused(delete, 404, "Invalid Response status code specified");

    rest.<SdkPojo>call(putResponse("200").build());
    rest.<SdkPojo>call(delete);
    rest.refused(get, 404, "Invalid Response status code specified");
  }
}
