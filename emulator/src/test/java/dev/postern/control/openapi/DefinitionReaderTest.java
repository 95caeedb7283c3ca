package dev.postern.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.postern.aws.AccountId;
import dev.postern.aws.Caller;
import dev.postern.aws.Region;
import dev.postern.testing.TestData;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.DocumentationPart;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.Model;

class DefinitionReaderTest {
  private static final String SWAGGER = "swagger: '2.0'\ninfo: {title: x, version: '1'}\n";
  private static final String OPENAPI = "openapi: 3.0.1\ninfo: {title: x, version: '1'}\n";

  private static Definition read(byte[] file, String... parameters) {
    Map<String, String> query =
        Arrays.stream(parameters)
            .map(parameter -> parameter.split("=", 2))
            .collect(Collectors.toMap(p -> p[0], p -> p[1]));
    return DefinitionReader.read(
        file,
        new Caller(new AccountId("123456789012"), new Region("eu-west-1")),
        "abcdefghij",
        ImportOptions.of(query));
  }

  private static Definition read(String file, String... parameters) {
    return read(file.getBytes(StandardCharsets.UTF_8), parameters);
  }

  private static Definition.Operation operation(Definition definition, String path, String verb) {
    return definition.paths().stream()
        .filter(item -> item.path().equals(path))
        .flatMap(item -> item.operations().stream())
        .filter(operation -> operation.method().httpMethod().equals(verb))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path + " " + verb + " of " + definition.paths()));
  }

  private static Definition.Operation only(Definition definition) {
    assertThat(definition.paths()).hasSize(1);
    return definition.paths().getFirst().operations().getFirst();
  }

  private static Integration integration(Definition.Operation operation) {
    return Objects.requireNonNull(operation.integration());
  }

  private static MethodResponse response(Method method, String status) {
    return Objects.requireNonNull(method.methodResponses().get(status));
  }

  // Output of SAM, CDK and Serverless

  @Test
  void samAuthorizersAreRead() {
    Definition sam = read(TestData.bytes("openapi/sam.json"));

    assertThat(sam.warnings()).isEmpty();
    assertThat(sam.authorizers())
        .extracting(
            Authorizer::name,
            Authorizer::typeAsString,
            Authorizer::identitySource,
            Authorizer::authorizerResultTtlInSeconds,
            Authorizer::authType)
        .containsExactly(
            tuple("TokenAuth", "TOKEN", "method.request.header.Authorization", null, "custom"),
            tuple(
                "RequestAuth",
                "REQUEST",
                "method.request.header.X-Team, method.request.querystring.team",
                0,
                "custom"),
            tuple(
                "CognitoAuth",
                "COGNITO_USER_POOLS",
                "method.request.header.Authorization",
                null,
                "cognito_user_pools"));
    assertThat(sam.paths().stream().flatMap(path -> path.operations().stream()))
        .extracting(
            operation -> operation.method().httpMethod(),
            operation -> operation.method().authorizationType(),
            Definition.Operation::authorizer,
            operation -> operation.method().apiKeyRequired())
        .containsExactly(
            tuple("GET", "CUSTOM", "TokenAuth", false),
            tuple("POST", "COGNITO_USER_POOLS", "CognitoAuth", true),
            tuple("OPTIONS", "NONE", null, false),
            tuple("GET", "CUSTOM", "RequestAuth", false),
            tuple("DELETE", "AWS_IAM", null, false),
            tuple("ANY", "NONE", null, false));
    Method post = operation(sam, "/orders", "POST").method();
    assertThat(post.authorizationScopes()).containsExactly("orders/write");
    assertThat(post.requestModels()).containsExactly(entry("application/json", "order"));
    assertThat(post.requestParameters())
        .containsExactly(entry("method.request.header.X-Trace", true));
    assertThat(post.hasMethodResponses()).isFalse();
    assertThat(operation(sam, "/orders", "POST").validator()).isEqualTo("body-and-params");
  }

  @Test
  void cdkJoinsAreEvaluated() {
    Definition cdk = read(TestData.bytes("openapi/cdk.json"));

    assertThat(cdk.warnings()).isEmpty();
    Integration item = integration(operation(cdk, "/items/{sku}", "GET"));
    assertThat(item.uri())
        .isEqualTo(
            "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
                + "arn:aws:lambda:eu-west-1:123456789012:function:get-item/invocations");
    assertThat(item.typeAsString()).isEqualTo("AWS_PROXY");
    assertThat(item.httpMethod()).isEqualTo("POST");
    Integration reports = integration(operation(cdk, "/reports", "GET"));
    assertThat(reports.credentials()).isEqualTo("arn:aws:iam::123456789012:role/reports");
    assertThat(reports.passthroughBehavior()).isEqualTo("WHEN_NO_TEMPLATES");
    assertThat(reports.integrationResponses().values())
        .extracting(IntegrationResponse::statusCode, IntegrationResponse::selectionPattern)
        .containsExactly(tuple("200", null), tuple("404", "4\\d{2}"));
    assertThat(cdk.settings().policy()).contains("execute-api:/*");
  }

  @Test
  void serverlessUsesAliasesAndMergeKeys() {
    Definition serverless = read(TestData.bytes("openapi/serverless.yml"));

    assertThat(serverless.warnings()).isEmpty();
    assertThat(serverless.settings().version()).isEqualTo("1");
    Definition.Operation post = operation(serverless, "/notes", "POST");
    assertThat(post.method().operationName()).isEqualTo("createNote");
    assertThat(post.method().methodResponses()).containsOnlyKeys("200");
    assertThat(integration(post).typeAsString()).isEqualTo("AWS_PROXY");
    Integration cors = integration(operation(serverless, "/notes", "OPTIONS"));
    assertThat(cors.typeAsString()).isEqualTo("MOCK");
    assertThat(cors.contentHandlingAsString()).isEqualTo("CONVERT_TO_TEXT");
    assertThat(Objects.requireNonNull(cors.integrationResponses().get("200")).responseParameters())
        .hasSize(1);
  }

  @Test
  void largeDefinitionIsEqualInBothDialects() {
    Definition openapi = read(TestData.bytes("openapi/harbourline.oas30.yaml"));
    Definition swagger = read(TestData.bytes("openapi/harbourline.swagger.json"));

    assertThat(openapi.errors()).isEmpty();
    assertThat(openapi.warnings()).isEmpty();
    assertThat(openapi.paths()).hasSizeGreaterThan(100).isEqualTo(swagger.paths());
    assertThat(openapi.models()).isEqualTo(swagger.models());
    assertThat(openapi.authorizers()).isEqualTo(swagger.authorizers());
    assertThat(openapi.settings()).isEqualTo(swagger.settings());
    assertThat(openapi.gatewayResponses()).isEqualTo(swagger.gatewayResponses());
  }

  // Parameters and bodies

  @Test
  void pathParametersApplyToAllOperations() {
    Definition definition =
        read(
            SWAGGER
                + """
                parameters: {trace: {name: X-Trace, in: header, type: string}}
                paths:
                  /a/{id}:
                    parameters:
                      - {name: id, in: path, type: string}
                      - {name: q, in: query, type: string}
                      - {$ref: '#/parameters/trace'}
                    get:
                      parameters: [{name: q, in: query, required: true, type: string}]
                """);

    assertThat(only(definition).method().requestParameters())
        .containsExactly(
            entry("method.request.path.id", true),
            entry("method.request.querystring.q", true),
            entry("method.request.header.X-Trace", false));
  }

  @Test
  void everyPathVariableIsARequiredParameterOfEachMethod() {
    Definition definition =
        read(
            SWAGGER
                + """
                basePath: /{tenant}
                paths:
                  /a/{id}/b{no}/{proxy+}:
                    get: {}
                    x-amazon-apigateway-any-method:
                      parameters: [{name: id, in: path, required: false}, {name: q, in: query}]
                """,
            "basepath=prepend");

    assertThat(definition.paths().getFirst().operations())
        .extracting(operation -> operation.method().requestParameters())
        .containsExactly(
            Map.of(
                "method.request.path.tenant", true,
                "method.request.path.id", true,
                "method.request.path.proxy", true),
            Map.of(
                "method.request.path.tenant", true,
                "method.request.path.id", true,
                "method.request.path.proxy", true,
                "method.request.querystring.q", false));
  }

  @Test
  void unsupportedParametersAreIgnoredWithAWarning() {
    Definition definition =
        read(
            SWAGGER
                + """
                paths:
                  /a:
                    post:
                      parameters:
                        - {name: email, in: formData, type: string}
                        - {name: sid, in: cookie, type: string}
                """);

    assertThat(only(definition).method().hasRequestParameters()).isFalse();
    assertThat(definition.warnings())
        .containsExactly(
            "Parameter type formData for parameter email not supported. Ignoring.",
            "Parameter type cookie for parameter sid not supported. Ignoring.");
  }

  @Test
  void bodiesBecomeModelsByContentType() {
    Definition swagger =
        read(
            SWAGGER
                + """
                consumes: [application/json, application/xml]
                produces: [text/plain]
                paths:
                  /a:
                    post:
                      produces: [application/hal+json]
                      parameters: [{name: b, in: body, schema: {$ref: '#/definitions/A'}}]
                      responses:
                        200: {schema: {$ref: '#/definitions/A'}, headers: {X-A: {type: string}}}
                        default: {description: else}
                definitions: {A: {type: object}}
                """);
    Definition openapi =
        read(
            OPENAPI
                + """
                paths:
                  /a:
                    post:
                      requestBody: {$ref: '#/components/requestBodies/b'}
                      responses: {'200': {$ref: '#/components/responses/r'}}
                components:
                  schemas: {A: {type: object}, B: {type: object}}
                  requestBodies:
                    b:
                      content:
                        application/json: {schema: {$ref: '#/components/schemas/A'}}
                        text/csv: {schema: {$ref: '#/components/schemas/B'}}
                  responses:
                    r: {content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}
                """);

    Method one = only(swagger).method();
    assertThat(one.requestModels())
        .containsExactly(entry("application/json", "A"), entry("application/xml", "A"));
    assertThat(one.methodResponses()).containsOnlyKeys("200");
    assertThat(response(one, "200").responseModels())
        .containsExactly(entry("application/hal+json", "A"));
    assertThat(response(one, "200").responseParameters())
        .containsExactly(entry("method.response.header.X-A", false));
    Method other = only(openapi).method();
    assertThat(other.requestModels())
        .containsExactly(entry("application/json", "A"), entry("text/csv", "B"));
    assertThat(response(other, "200").responseModels())
        .containsExactly(entry("application/json", "B"));
  }

  // Models

  @Test
  void referencesBetweenSchemasBecomeReferencesBetweenModels() {
    Definition definition =
        read(
            OPENAPI
                + """
                paths: {}
                components:
                  schemas:
                    Node:
                      type: object
                      discriminator: {propertyName: kind}
                      example: {next: null}
                      properties:
                        next: {$ref: '#/components/schemas/Node'}
                        example: {type: string, example: x, nullable: true}
                        deep: {$ref: '#/components/schemas/Node/properties/example'}
                """);

    assertThat(definition.models())
        .extracting(Model::schema)
        .containsExactly(
            """
            {
              "type" : "object",
              "properties" : {
                "next" : {
                  "$ref" : "https://apigateway.amazonaws.com/restapis/abcdefghij/models/Node"
                },
                "example" : {
                  "type" : "string"
                },
                "deep" : {
                  "$ref" : "#/properties/example"
                }
              }
            }\
            """);
  }

  @Test
  void schemasInOperationsBecomeModelsWithStableNames() {
    String file =
        OPENAPI
            + """
            paths:
              /a:
                get:
                  responses:
                    '200': {content: {application/json: {schema: {type: array, items: {type: string}}}}}
                    '201': {content: {application/json: {schema: {type: array, items: {type: string}}}}}
                    '202': {content: {text/plain: {schema: {type: string}}}}
            """;
    Definition definition = read(file);

    assertThat(definition.models()).hasSize(1).isEqualTo(read(file).models());
    String name = definition.models().getFirst().name();
    assertThat(name).matches("MODEL[0-9a-f]{6}");
    Method method = only(definition).method();
    assertThat(response(method, "200").responseModels()).containsValue(name);
    assertThat(response(method, "201").responseModels()).containsValue(name);
    assertThat(response(method, "202").hasResponseModels()).isFalse();
    assertThat(definition.warnings())
        .containsExactly(
            "Unsupported model type 'StringSchema' in 202 response to method 'GET /a'. Ignoring.");
  }

  @Test
  void unknownModelsAreIgnoredWithAWarning() {
    Definition definition =
        read(
            SWAGGER
                + """
                paths:
                  /b: {get: {responses: {200: {schema: {$ref: '#/definitions/None'}}}}}
                definitions:
                  x-any: {type: object}
                  Good: {properties: {none: {$ref: '#/definitions/None'}}}
                """);

    assertThat(definition.models()).extracting(Model::name).containsExactly("Good");
    assertThat(definition.warnings())
        .containsExactly("Reference to model 'None' not found. Ignoring.");
  }

  @Test
  void descriptionOfASchemaIsAlsoThatOfItsModel() {
    Definition definition =
        read(
            OPENAPI
                + """
                paths:
                  /a:
                    get:
                      responses:
                        '200':
                          content: {application/json: {schema: {type: object, description: inline}}}
                components:
                  schemas:
                    A: {type: object, description: all of it, properties: {b: {description: part}}}
                    B: {type: object, description: ''}
                    C: {type: object, properties: {d: {description: part}}}
                """);

    assertThat(definition.models())
        .extracting(Model::description)
        .containsExactly("all of it", null, null, "inline");
    assertThat(definition.models().getFirst().schema()).contains("all of it");
  }

  @Test
  void inlineArrayOfAModelIsNamedAfterIt() {
    Definition definition =
        read(
            OPENAPI
                + """
                paths:
                  /a:
                    get:
                      responses:
                        '200': &list {content: {application/json: {schema: &errors {type: array, items: {$ref: '#/components/schemas/Error'}}}}}
                        '201': *list
                        '202': {content: {application/json: {schema: {<<: *errors, maxItems: 2}}}}
                        '203': {content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}
                        '204': {content: {application/json: {schema: {type: array, items: {type: string}}}}}
                components:
                  schemas:
                    Error: {type: object}
                    Pet: {type: object}
                    ArrayOfPet: {type: object}
                """);

    Method method = only(definition).method();
    assertThat(response(method, "200").responseModels()).containsValue("ArrayOfError");
    assertThat(response(method, "201").responseModels()).containsValue("ArrayOfError");
    assertThat(method.methodResponses().values())
        .extracting(declared -> declared.responseModels().values().iterator().next())
        .filteredOn(name -> name.matches("MODEL[0-9a-f]{6}"))
        .hasSize(3);
    assertThat(definition.warnings()).isEmpty();
  }

  @Test
  void keywordsOfOpenApiAreLeftOutOfModelsAndOthersKept() {
    String schema = "{type: object, nullable: true, readOnly: true, xml: {name: a}, x-b: c";
    String more = ", example: 1, discriminator: {propertyName: d}, $id: e, const: 1}";

    String openapi =
        onlySchema(OPENAPI + "paths: {}\ncomponents: {schemas: {A: " + schema + more + "}}");
    String swagger = onlySchema(SWAGGER + "paths: {}\ndefinitions: {A: " + schema + more + "}");

    assertThat(openapi).isEqualTo("{\"type\":\"object\",\"$id\":\"e\",\"const\":1}");
    assertThat(swagger)
        .isEqualTo(
            "{\"type\":\"object\",\"example\":1,\"discriminator\":{\"propertyName\":\"d\"},"
                + "\"$id\":\"e\",\"const\":1}");
  }

  private static String onlySchema(String file) {
    return read(file).models().getFirst().schema().replaceAll("\\s", "");
  }

  // Security

  @Test
  void authorizerAtTheRootAppliesToOperationsWithoutTheirOwn() {
    Definition definition =
        read(
            OPENAPI
                + """
                security: [{pool: [a/read]}, {key: []}]
                paths:
                  /a: {get: {}}
                  /b: {get: {security: [{pool: []}]}}
                  /c: {get: {security: []}}
                  /d: {get: {security: [{key: []}]}}
                  /e: {get: {x-amazon-apigateway-auth: {type: AWS_IAM}}}
                components:
                  securitySchemes:
                    key: {type: apiKey, name: x-api-key, in: header}
                    pool:
                      type: apiKey
                      name: Authorization
                      in: header
                      x-amazon-apigateway-authtype: cognito_user_pools
                      x-amazon-apigateway-authorizer: {type: cognito_user_pools, providerARNs: [arn:x]}
                """);

    assertThat(definition.paths().stream().flatMap(path -> path.operations().stream()))
        .extracting(
            operation -> operation.method().authorizationType(),
            Definition.Operation::authorizer,
            operation -> operation.method().authorizationScopes(),
            operation -> operation.method().apiKeyRequired())
        .containsExactly(
            tuple("COGNITO_USER_POOLS", "pool", List.of("a/read"), false),
            tuple("COGNITO_USER_POOLS", "pool", List.of(), false),
            tuple("NONE", null, List.of(), false),
            tuple("NONE", null, List.of(), true),
            tuple("AWS_IAM", null, List.of(), false));
  }

  @Test
  void unsupportedSchemesCauseWarnings() {
    Definition definition =
        read(
            OPENAPI
                + """
                paths: {/a: {get: {security: [{oauth: [x]}, {nobody: []}]}}}
                components: {securitySchemes: {oauth: {type: oauth2}}}
                """);

    assertThat(only(definition).method().authorizationType()).isEqualTo("NONE");
    assertThat(definition.warnings())
        .containsExactly(
            "Unsupported security definition type 'oauth2' for 'oauth'. Ignoring.",
            "Reference to security definition 'nobody' not found. Ignoring.");
  }

  @Test
  void operationsOfAnAnnouncedAuthorizerAreNotImported() {
    Definition definition =
        read(
            OPENAPI
                + """
                security: [{J: []}]
                paths:
                  /a: {get: {}}
                  /b: {get: {security: [{key: []}, {J: []}]}, put: {security: []}}
                  /c: {get: {security: [{iam: []}]}}
                components:
                  securitySchemes:
                    J: {type: oauth2, x-amazon-apigateway-authtype: oauth2}
                    key: {type: apiKey, name: x-api-key, in: header}
                    iam: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: AWSSIGV4}
                """);

    assertThat(definition.paths())
        .extracting(
            Definition.Path::path,
            path ->
                path.operations().stream()
                    .map(operation ->
                        operation.method().httpMethod()
                            + " "
                            + operation.method().authorizationType())
                    .toList())
        .containsExactly(
            tuple("/a", List.of()),
            tuple("/b", List.of("PUT NONE")),
            tuple("/c", List.of("GET AWS_IAM")));
    assertThat(definition.warnings())
        .containsExactly(
            "Unable to create authorizer from security definition: 'J'. Extension"
                + " x-amazon-apigateway-authorizer is required. Any methods with security: 'J' will"
                + " not be created. If this security definition is not a custom authorizer, remove"
                + " the x-amazon-apigateway-authtype extension and it will be ignored.");
  }

  @Test
  void authorizerOfAnUnknownTypeIsAnErrorAndNoMethodIsOpen() {
    Definition definition =
        read(
            OPENAPI
                + """
                paths: {/a: {get: {security: [{J: []}]}}}
                components:
                  securitySchemes:
                    J: {type: oauth2, x-amazon-apigateway-authorizer: {type: jwt}}
                """);

    assertThat(definition.paths().getFirst().operations()).isEmpty();
    assertThat(definition.errors())
        .containsExactly(
            "Unable to create authorizer for 'J': 1 validation error detected: Value 'jwt' at"
                + " 'createAuthorizerInput.type' failed to satisfy constraint: Member must satisfy"
                + " enum value set: [TOKEN, REQUEST, COGNITO_USER_POOLS]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "x: 1 | null",
        "authorizerResultTtlInSeconds: null | null",
        "authorizerResultTtlInSeconds: 0 | 0",
        "authorizerResultTtlInSeconds: '60' | 60",
        "authorizerResultTtlInSeconds: soon | null",
        "authorizerResultTtlInSeconds: 1.5 | null",
        "authorizerResultTtlInSeconds: {a: 1} | null",
      })
  void authorizerHasTheTtlOfTheFile(String ttl, @Nullable Integer expected) {
    Definition definition =
        read(
            SWAGGER
                + "paths: {}\nsecurityDefinitions: {J: {type: apiKey, name: A, in: header,"
                + " x-amazon-apigateway-authorizer: {type: token, authorizerUri: u, "
                + ttl
                + "}}}");

    assertThat(definition.authorizers())
        .extracting(Authorizer::authorizerResultTtlInSeconds)
        .containsExactly(expected);
  }

  // Paths

  @Test
  void basePathIsIgnoredPrependedOrSplit() {
    String swagger = SWAGGER + "basePath: /a/b/c\npaths: {/e: {get: {}}}";
    String server = OPENAPI + "servers: [{url: 'https://h/a/b/c?x#y'}]\npaths: {/e: {get: {}}}";
    String variable =
        OPENAPI
            + """
            servers:
              - {url: 'https://h/no', variables: {port: {default: '80'}}}
              - {url: 'https://h', variables: {basePath: {default: a/b/c}}}
              - {url: 'https://h', variables: {basePath: {default: z}}}
            paths: {/e: {get: {}}}
            """;

    for (String file : List.of(swagger, server, variable)) {
      assertThat(read(file).paths().getFirst().path()).isEqualTo("/e");
      assertThat(read(file, "basepath=prepend").paths().getFirst().path()).isEqualTo("/a/b/c/e");
      assertThat(read(file, "basepath=split").paths().getFirst().path()).isEqualTo("/b/c/e");
    }
    assertThatThrownBy(() -> read(swagger, "basepath=drop"))
        .hasMessageContaining("Invalid basepath specified: drop");
  }

  @Test
  void trailingSlashOfAPathIsIgnored() {
    Definition definition = read(SWAGGER + "paths: {/a: {get: {}}, /a/: {post: {}}, b: {get: {}}}");

    assertThat(definition.paths()).hasSize(1);
    assertThat(definition.paths().getFirst().operations()).hasSize(2);
    assertThat(definition.warnings())
        .containsExactly("Parse issue: attribute paths. Resource b should start with /");
  }

  // Integrations

  @Test
  void everyMemberOfAnIntegrationIsRead() {
    Definition definition =
        read(
            SWAGGER
                + """
                paths:
                  /a:
                    get:
                      x-amazon-apigateway-integration:
                        type: http
                        httpMethod: get
                        uri: https://x
                        credentials: arn:aws:iam::1:role/r
                        connectionType: VPC_LINK
                        connectionId: abc
                        integrationTarget: arn:aws:elasticloadbalancing:x
                        passthroughBehavior: never
                        contentHandling: CONVERT_TO_BINARY
                        timeoutInMillis: '5000'
                        cacheNamespace: n
                        cacheKeyParameters: [method.request.querystring.q]
                        tlsConfig: {insecureSkipVerification: true}
                        responseTransferMode: STREAM
                        requestParameters: {integration.request.header.A: "'1'"}
                        requestTemplates: {application/json: null}
                """);

    Integration integration = integration(only(definition));
    assertThat(integration.httpMethod()).isEqualTo("GET");
    assertThat(integration.credentials()).isEqualTo("arn:aws:iam::1:role/r");
    assertThat(integration.connectionTypeAsString()).isEqualTo("VPC_LINK");
    assertThat(integration.connectionId()).isEqualTo("abc");
    assertThat(integration.integrationTarget()).startsWith("arn:");
    assertThat(integration.passthroughBehavior()).isEqualTo("NEVER");
    assertThat(integration.contentHandlingAsString()).isEqualTo("CONVERT_TO_BINARY");
    assertThat(integration.timeoutInMillis()).isEqualTo(5_000);
    assertThat(integration.cacheNamespace()).isEqualTo("n");
    assertThat(integration.cacheKeyParameters()).hasSize(1);
    assertThat(integration.tlsConfig().insecureSkipVerification()).isTrue();
    assertThat(integration.responseTransferModeAsString()).isEqualTo("STREAM");
    assertThat(integration.requestParameters()).hasSize(1);
    assertThat(integration.requestTemplates()).containsEntry("application/json", null);
  }

  @Test
  void membersOfTheWrongTypeAreIgnoredWithAWarning() {
    Definition definition =
        read(
            SWAGGER
                + """
                paths:
                  /a:
                    get:
                      x-amazon-apigateway-integration:
                        type: mock
                        uri: 7
                        timeoutInMillis: soon
                        cacheKeyParameters: x
                        contentHandling: CONVERT
                        requestTemplates: {application/json: {statusCode: 200}}
                        responses: {default: {responseTemplates: {}}}
                """);

    assertThat(definition.warnings())
        .allSatisfy(warning -> assertThat(warning).startsWith("Invalid format for '"))
        .hasSize(6)
        .contains(
            "Invalid format for 'uri'. Expected type string for property 'uri' of resource '/a'"
                + " and method 'GET' but got '7'");
    assertThat(integration(only(definition)).hasIntegrationResponses()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{uri: x} | null",
        "{type: null} | null",
        "{type: ''} | ''",
        "{type: lambda} | lambda",
      })
  void integrationWithoutAKnownTypeIsIgnoredWithAWarning(String integration, String type) {
    Definition definition =
        read(SWAGGER + "paths: {/: {get: {x-amazon-apigateway-integration: " + integration + "}}}");

    assertThat(only(definition).integration()).isNull();
    assertThat(definition.errors()).isEmpty();
    assertThat(definition.warnings())
        .containsExactly("Unknown integration type '%s' for 'GET /'. Ignoring.".formatted(type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mock",
        "7",
        "[{type: mock}]",
        "{type: {a: b}}",
        "{type: [mock]}",
        "{type: aws, uri: {'Fn::Sub': 'arn:${Function.Arn}'}}",
        "{type: mock, httpMethod: [GET]}",
        "{type: mock, credentials: {}}",
        "{type: mock, passthroughBehavior: {}}",
        "{type: mock, contentHandling: {}}",
        "{type: mock, connectionId: {Ref: Link}}",
        "{type: mock, timeoutInMillis: [1]}",
        "{type: mock, responses: {default: {statusCode: 200, contentHandling: []}}}",
      })
  void integrationThatIsNoObjectOfTextsIsMalformed(String integration) {
    String file =
        SWAGGER + "paths: {/x: {get: {x-amazon-apigateway-integration: " + integration + "}}}";

    assertThatThrownBy(() -> read(file))
        .hasMessageContaining(
            "Unable to parse API definition because of a malformed integration at path /x.");
  }

  // Settings and documentation

  @Test
  void settingsOfTheApiAreRead() {
    Definition definition =
        read(
            OPENAPI
                + """
                servers:
                  - url: https://h
                    x-amazon-apigateway-endpoint-configuration:
                      vpcEndpointIds: [vpce-1]
                      disableExecuteApiEndpoint: true
                x-amazon-apigateway-api-key-source: authorizer
                x-amazon-apigateway-binary-media-types: [image/png, image/png]
                x-amazon-apigateway-minimum-compression-size: 10
                x-amazon-apigateway-policy: '{"Version":"2012-10-17"}'
                x-amazon-apigateway-gateway-responses:
                  UNAUTHORIZED: {statusCode: 404, responseTemplates: {application/json: '{}'}}
                  NO_SUCH: {statusCode: 404}
                """);

    assertThat(definition.settings().apiKeySourceAsString()).isEqualTo("AUTHORIZER");
    assertThat(definition.settings().binaryMediaTypes()).containsExactly("image/png");
    assertThat(definition.settings().minimumCompressionSize()).isEqualTo(10);
    assertThat(definition.settings().disableExecuteApiEndpoint()).isTrue();
    assertThat(definition.settings().endpointConfiguration().vpcEndpointIds())
        .containsExactly("vpce-1");
    assertThat(definition.settings().policy()).isEqualTo("{\"Version\":\"2012-10-17\"}");
    assertThat(definition.gatewayResponses()).hasSize(1);
    assertThat(definition.gatewayResponses().getFirst().statusCode()).isEqualTo("404");
    assertThat(definition.warnings())
        .containsExactly("Unsupported gateway response type 'NO_SUCH'. Ignoring.");
  }

  @Test
  void descriptionsBecomeDocumentation() {
    String file =
        """
        swagger: '2.0'
        info: {title: x, version: '1', description: all of it}
        paths:
          /a:
            get:
              summary: one
              parameters: [{name: q, in: query, type: string, description: what}]
              responses: {200: {description: 200 response}, 404: {description: gone}, x-a: {description: no}}
        x-amazon-apigateway-documentation:
          version: '1.0'
          documentationParts:
            - {location: {type: METHOD, path: /a, method: GET}, properties: {summary: two}}
            - {location: {type: METHOD, path: /a, method: GET}, properties: {summary: three}}
            - {location: {type: MODEL}, properties: {description: nameless}}
            - {location: {type: METHOD}, properties: {summary: all}}
            - {location: {type: RESPONSE, statusCode: 404}, properties: {description: gone}}
            - {location: {type: RESPONSE, path: /, method: '*', statusCode: '404'}, properties: {description: lost}}
            - {location: {type: API, path: /a}, properties: {description: no path}}
            - {location: {type: NOTHING}, properties: {description: no type}}
            - {location: {type: MODEL, name: A}, properties: text}
        """;

    Definition definition = read(file);

    assertThat(definition.documentation())
        .extracting(
            part -> DocumentationLocations.text(part.location()), DocumentationPart::properties)
        .containsExactly(
            tuple("type 'API'", "{\"info\":{\"description\":\"all of it\"}}"),
            tuple("type 'METHOD', path '/a', method 'GET'", "{\"summary\":\"three\"}"),
            tuple(
                "type 'QUERY_PARAMETER', path '/a', method 'GET', name 'q'",
                "{\"description\":\"what\"}"),
            tuple(
                "type 'RESPONSE', path '/a', method 'GET', statusCode '404'",
                "{\"description\":\"gone\"}"),
            tuple("type 'METHOD', path '/', method '*'", "{\"summary\":\"all\"}"),
            tuple(
                "type 'RESPONSE', path '/', method '*', statusCode '404'",
                "{\"description\":\"lost\"}"));
    assertThat(definition.warnings())
        .containsExactly("Invalid format for 'x-amazon-apigateway-documentation'. Ignoring.");
    assertThat(read(file, "ignore=documentation").documentation()).isEmpty();
  }
}
