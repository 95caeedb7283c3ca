package dev.postern.control.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.CreateModelRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRequestValidatorResponse;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.PutGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseRequest;

/** Creates random APIs with the operations of the control plane. */
final class RandomApis {
  private static final String LAMBDA =
      "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
          + "arn:aws:lambda:eu-west-1:000000000000:function:f/invocations";
  private static final List<String> VERBS =
      List.of("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY");

  private final RestFixture rest;
  private final RandomGenerator random;
  private final List<String> models = new ArrayList<>();
  private final List<String> validators = new ArrayList<>();
  private final List<CreateAuthorizerResponse> authorizers = new ArrayList<>();
  private String apiId = "";

  RandomApis(RestFixture rest, RandomGenerator random) {
    this.rest = rest;
    this.random = random;
  }

  /** Creates an API and returns its id. */
  String make() {
    CreateRestApiResponse api = rest.call(settings());
    apiId = api.id();
    makeModels();
    makeGuards();
    List<String> resources = new ArrayList<>(List.of(api.rootResourceId()));
    Map<String, Set<String>> names = new LinkedHashMap<>();
    int attempts = random.nextInt(12);
    for (int i = 0; i < attempts; i++) {
      String parent = resources.get(random.nextInt(resources.size()));
      Set<String> taken = names.computeIfAbsent(parent, _ -> new TreeSet<>());
      String name = random.nextInt(4) == 0 ? "{id}" : "r" + random.nextInt(100);
      if (taken.add(name)) {
        resources.add(rest.resource(api, parent, name).id());
      }
    }
    makeMethod(api.rootResourceId(), "GET");
    for (String resource : resources.subList(1, resources.size())) {
      for (String verb : VERBS) {
        if (random.nextInt(4) == 0) {
          makeMethod(resource, verb);
        }
      }
    }
    if (random.nextBoolean()) {
      makeGatewayResponse();
    }
    return apiId;
  }

  private CreateRestApiRequest settings() {
    CreateRestApiRequest.Builder api =
        CreateRestApiRequest.builder()
            .name("api " + random.nextInt())
            .version("v" + random.nextInt(9));
    if (random.nextBoolean()) {
      api.description("about: \"it\"\n# all");
    }
    if (random.nextBoolean()) {
      api.binaryMediaTypes("image/png", "*/*");
    }
    if (random.nextBoolean()) {
      api.minimumCompressionSize(random.nextInt(1_000)).apiKeySource("AUTHORIZER");
    }
    if (random.nextBoolean()) {
      api.disableExecuteApiEndpoint(true);
    }
    if (random.nextBoolean()) {
      api.policy(
          """
          {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",\
          "Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}\
          """);
    }
    return api.build();
  }

  private void makeModels() {
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = "Model" + i;
      String other =
          models.isEmpty()
              ? "{\"type\":\"string\"}"
              : "{\"$ref\":\"https://apigateway.amazonaws.com/restapis/%s/models/%s\"}"
                  .formatted(apiId, models.getLast());
      rest.<SdkPojo>call(
          CreateModelRequest.builder()
              .restApiId(apiId)
              .name(name)
              .contentType("application/json")
              .schema(
                  """
                  {"type":"object","title":"%s","required":["a"],"properties":{"a":%s,\
                  "own":{"$ref":"#/definitions/n"},"ratio":{"type":"number","maximum":0.10},\
                  "big":{"enum":[12345678901234567890,null,true]}},\
                  "definitions":{"n":{"type":"integer"}}}\
                  """
                      .formatted(name, other))
              .build());
      models.add(name);
    }
    models.add("Empty");
  }

  private void makeGuards() {
    for (int i = random.nextInt(3); i > 0; i--) {
      CreateRequestValidatorResponse validator =
          rest.call(
              CreateRequestValidatorRequest.builder()
                  .restApiId(apiId)
                  .name("validator " + i)
                  .validateRequestBody(random.nextBoolean())
                  .validateRequestParameters(random.nextBoolean())
                  .build());
      validators.add(validator.id());
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      CreateAuthorizerRequest.Builder authorizer =
          CreateAuthorizerRequest.builder().restApiId(apiId).name("authorizer-" + i);
      switch (i) {
        case 1 ->
            authorizer
                .type("COGNITO_USER_POOLS")
                .identitySource("method.request.header.Authorization")
                .providerARNs("arn:aws:cognito-idp:eu-west-1:000000000000:userpool/p");
        case 2 ->
            authorizer
                .type("REQUEST")
                .authorizerUri(LAMBDA)
                .authorizerResultTtlInSeconds(random.nextInt(3_600))
                .identitySource("method.request.header.X, context.stage");
        default ->
            authorizer
                .type("TOKEN")
                .authorizerUri(LAMBDA)
                .authorizerResultTtlInSeconds(300)
                .authorizerCredentials("arn:aws:iam::000000000000:role/r")
                .identityValidationExpression("^x+$")
                .identitySource("method.request.header.X-Token");
      }
      authorizers.add(rest.call(authorizer.build()));
    }
  }

  private void makeMethod(String resource, String verb) {
    PutMethodRequest.Builder method =
        PutMethodRequest.builder()
            .restApiId(apiId)
            .resourceId(resource)
            .httpMethod(verb)
            .apiKeyRequired(random.nextBoolean())
            .authorizationType(random.nextBoolean() ? "NONE" : "AWS_IAM")
            .requestParameters(requestParameters(resource));
    if (random.nextBoolean()) {
      method.operationName("op" + random.nextInt(1_000));
    }
    if (!authorizers.isEmpty() && random.nextBoolean()) {
      CreateAuthorizerResponse authorizer = authorizers.get(random.nextInt(authorizers.size()));
      method.authorizerId(authorizer.id());
      if (authorizer.typeAsString().equals("COGNITO_USER_POOLS")) {
        method.authorizationType("COGNITO_USER_POOLS").authorizationScopes("a/b", "c/d");
      } else {
        method.authorizationType("CUSTOM");
      }
    }
    if (!validators.isEmpty() && random.nextBoolean()) {
      method.requestValidatorId(validators.get(random.nextInt(validators.size())));
    }
    if (random.nextBoolean()) {
      method.requestModels(Map.of("application/json", model()));
    }
    rest.<SdkPojo>call(method.build());
    makeResponses(resource, verb);
    makeIntegration(resource, verb);
  }

  /** Returns parameters. Those of the path are always there, as in an imported method. */
  private Map<String, Boolean> requestParameters(String resource) {
    Map<String, Boolean> parameters = new LinkedHashMap<>();
    parameters.put("method.request.querystring.q", random.nextBoolean());
    parameters.put("method.request.header.h", random.nextBoolean());
    if (rest.state(apiId).content().resource(resource).orElseThrow().path().contains("{id}")) {
      parameters.put("method.request.path.id", true);
    }
    return parameters;
  }

  private String model() {
    return models.get(random.nextInt(models.size()));
  }

  private void makeResponses(String resource, String verb) {
    for (String status : List.of("200", "404")) {
      rest.<SdkPojo>call(
          PutMethodResponseRequest.builder()
              .restApiId(apiId)
              .resourceId(resource)
              .httpMethod(verb)
              .statusCode(status)
              .responseParameters(Map.of("method.response.header.X-A", false))
              .responseModels(random.nextBoolean() ? Map.of("application/json", model()) : null)
              .build());
    }
  }

  private void makeIntegration(String resource, String verb) {
    PutIntegrationRequest.Builder integration =
        PutIntegrationRequest.builder()
            .restApiId(apiId)
            .resourceId(resource)
            .httpMethod(verb)
            .passthroughBehavior(random.nextBoolean() ? "NEVER" : "WHEN_NO_TEMPLATES");
    switch (random.nextInt(4)) {
      case 0 -> integration.type("MOCK");
      case 1 ->
          integration
              .type("AWS_PROXY")
              .integrationHttpMethod("POST")
              .uri(LAMBDA)
              .contentHandling("CONVERT_TO_TEXT");
      case 2 ->
          integration
              .type("HTTP")
              .integrationHttpMethod("GET")
              .uri("https://example.com/{a}?b")
              .timeoutInMillis(50 + random.nextInt(28_000))
              .cacheNamespace("n")
              .cacheKeyParameters("method.request.querystring.q");
      default ->
          integration
              .type("HTTP_PROXY")
              .integrationHttpMethod("ANY")
              .uri("http://example.com")
              .connectionType("VPC_LINK")
              .connectionId("${stageVariables.link}");
    }
    if (random.nextBoolean()) {
      integration
          .requestTemplates(Map.of("application/json", "#set($a = \"é\\n\")\n{\"a\": $a}"))
          .requestParameters(
              Map.of("integration.request.header.a", "method.request.querystring.q"));
    }
    rest.<SdkPojo>call(integration.build());
    makeIntegrationResponse(resource, verb, "200", random.nextBoolean() ? null : "");
    makeIntegrationResponse(resource, verb, "404", "4\\d\\d");
  }

  private void makeIntegrationResponse(
      String resource, String verb, String status, @Nullable String pattern) {
    if (random.nextInt(4) == 0) {
      return;
    }
    PutIntegrationResponseRequest.Builder response =
        PutIntegrationResponseRequest.builder()
            .restApiId(apiId)
            .resourceId(resource)
            .httpMethod(verb)
            .statusCode(status)
            .selectionPattern(pattern);
    if (random.nextBoolean()) {
      response.responseParameters(
          Map.of("method.response.header.X-A", "integration.response.header.b"));
    }
    if (random.nextBoolean()) {
      response.responseTemplates(
          Map.of("application/json", random.nextBoolean() ? "" : "$input.json('$')"));
    }
    rest.<SdkPojo>call(response.build());
  }

  private void makeGatewayResponse() {
    rest.<SdkPojo>call(
        PutGatewayResponseRequest.builder()
            .restApiId(apiId)
            .responseType(random.nextBoolean() ? "DEFAULT_4XX" : "THROTTLED")
            .statusCode("418")
            .responseParameters(Map.of("gatewayresponse.header.X", "'x'"))
            .responseTemplates(Map.of("application/json", "$context.error.messageString"))
            .build());
  }
}
