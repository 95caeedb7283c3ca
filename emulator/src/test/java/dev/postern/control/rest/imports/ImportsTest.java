package dev.postern.control.rest.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.postern.control.rest.RestFixture;
import dev.postern.control.rest.content.Drafts;
import dev.postern.control.state.RestApiContent;
import dev.postern.testing.TestData;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DocumentationPart;
import software.amazon.awssdk.services.apigateway.model.GetRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Model;
import software.amazon.awssdk.services.apigateway.model.PutRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.PutRestApiResponse;

class ImportsTest {
  private static final String HEAD = "openapi: 3.0.1\ninfo: {title: pets, version: '1'}\n";
  private static final String MOCK = "x-amazon-apigateway-integration: {type: mock}";

  private final RestFixture rest = new RestFixture();

  private static ImportRestApiRequest importOf(String file, String... parameters) {
    return ImportRestApiRequest.builder()
        .body(SdkBytes.fromUtf8String(file))
        .parameters(map(parameters))
        .build();
  }

  private static PutRestApiRequest put(
      String apiId, String mode, String file, String... parameters) {
    return PutRestApiRequest.builder()
        .restApiId(apiId)
        .mode(mode)
        .body(SdkBytes.fromUtf8String(file))
        .parameters(map(parameters))
        .build();
  }

  private static Map<String, String> map(String... parameters) {
    Map<String, String> map = new HashMap<>();
    for (String parameter : parameters) {
      map.put(parameter.split("=", 2)[0], parameter.split("=", 2)[1]);
    }
    return map;
  }

  private RestApiContent content(String apiId) {
    return rest.state(apiId).content();
  }

  private static Model model(RestApiContent content, String name) {
    return Objects.requireNonNull(content.models().get(name));
  }

  private Method method(String apiId, String path, String verb) {
    return Drafts.method(rest.at(apiId, path), verb);
  }

  @Test
  void importedApiHasTheDefaultsOfANewOneAndOnlyTheModelsOfItsFile() {
    ImportRestApiResponse api = rest.call(importOf(HEAD + "paths: {/pets: {get: {" + MOCK + "}}}"));

    assertThat(api.id()).hasSize(10);
    assertThat(api.name()).isEqualTo("pets");
    assertThat(api.version()).isEqualTo("1");
    assertThat(api.apiKeySourceAsString()).isEqualTo("HEADER");
    assertThat(api.endpointConfiguration().typesAsStrings()).containsExactly("EDGE");
    assertThat(api.disableExecuteApiEndpoint()).isFalse();
    assertThat(api.hasTags()).isFalse();
    assertThat(api.hasWarnings()).isFalse();
    assertThat(content(api.id()).models()).isEmpty();
    assertThat(content(api.id()).paths()).containsOnlyKeys("/", "/pets");
    Method get = method(api.id(), "/pets", "GET");
    assertThat(get.methodIntegration().timeoutInMillis()).isEqualTo(29_000);
    assertThat(get.methodIntegration().cacheNamespace()).isEqualTo(rest.at(api.id(), "/pets").id());
    assertThat(get.hasMethodResponses()).isFalse();
  }

  @Test
  void basePathIsAppliedAsInTheGuideAndWarningsAreReturned() {
    String file =
        HEAD
            + """
            servers: [{url: 'https://h/a/b'}]
            paths:
              /e:
                get:
                  x-amazon-apigateway-integration:
                    type: mock
                    requestParameters: {integration.request.header.nothing: true}
            """;
    String warning =
        "Invalid format for 'requestParameters'. Expected type string for property"
            + " 'integration.request.header.nothing' of resource '/a/b/e' and method 'GET' but got"
            + " 'true'";

    ImportRestApiResponse prepended = rest.call(importOf(file, "basepath=prepend"));
    ImportRestApiResponse split = rest.call(importOf(file, "basepath=split"));
    ImportRestApiResponse ignored = rest.call(importOf(file));

    assertThat(prepended.warnings()).containsExactly(warning);
    assertThat(content(prepended.id()).paths()).containsOnlyKeys("/", "/a", "/a/b", "/a/b/e");
    assertThat(content(split.id()).paths()).containsOnlyKeys("/", "/b", "/b/e");
    assertThat(content(ignored.id()).paths()).containsOnlyKeys("/", "/e");
    assertThat(method(ignored.id(), "/e", "GET").methodIntegration().hasRequestParameters())
        .isFalse();
    rest.refused(
        importOf(file, "basepath=prepend").toBuilder().failOnWarnings(true).build(),
        400,
        "Warnings found during import:\n\t" + warning);
  }

  @Test
  void endpointConfigurationIsTakenFromTheQuery() {
    ImportRestApiResponse regional =
        rest.call(importOf(HEAD, "endpointConfigurationTypes=REGIONAL"));
    ImportRestApiResponse closed =
        rest.call(
            importOf(HEAD, "endpointConfigurationTypes=PRIVATE", "vpcEndpointIds=vpce-1,vpce-2"));

    assertThat(regional.endpointConfiguration().typesAsStrings()).containsExactly("REGIONAL");
    assertThat(closed.endpointConfiguration().ipAddressTypeAsString()).isEqualTo("dualstack");
    assertThat(closed.endpointConfiguration().vpcEndpointIds()).containsExactly("vpce-1", "vpce-2");
    rest.refused(
        importOf(HEAD, "endpointConfigurationTypes=GLOBAL"),
        400,
        "Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE");
    rest.refused(
        importOf(HEAD, "vpcEndpointIds=vpce-1"),
        400,
        "VPCEndpoints can only be specified with PRIVATE apis.");
  }

  @Test
  void invalidFilesAreRefused() {
    for (String file : List.of("", "pets", "[]", "{", "{\"swagger\": \"1.2\"}", "openapi: 3.1.0")) {
      rest.refused(importOf(file), 400, "Invalid OpenAPI input.");
    }
    rest.refused(
        importOf("openapi: 3.0.1\npaths: {}"),
        400,
        "1 validation error detected: Value null at 'createRestApiInput.name' failed to satisfy"
            + " constraint: Member must not be null");
  }

  @Test
  void allErrorsOfAFileAreReportedAndNothingIsStored() {
    rest.refused(
        importOf(
            HEAD
                + """
                paths:
                  /a/{b}: {}
                  /a/{c}: {}
                  /p+q: {}
                  /d:
                    get:
                      parameters: [{name: x, in: cookie}]
                      x-amazon-apigateway-integration:
                        type: http
                        httpMethod: GET
                        uri: ftp://x
                    put:
                      responses: {'200': {description: ok}}
                      x-amazon-apigateway-integration:
                        type: mock
                        responses:
                          '2..':
                            statusCode: 200
                            responseParameters: {method.response.header.A: "'a'"}
                """),
        400,
        """
        Errors found during import:
        \tUnable to create resource at path '/a/{c}': A sibling ({b}) of this resource already \
        has a variable path part -- only one is allowed
        \tUnable to create resource at path '/p+q': Resource's path part only allow \
        a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.
        \tUnable to put integration on 'GET' for resource at path '/d': Invalid HTTP endpoint \
        specified for URI
        \tUnable to put integration response on 'PUT' for resource at path '/d': Invalid \
        mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping \
        expression parameter specified: method.response.header.A]
        Additionally, these warnings were found:
        \tParameter type cookie for parameter x not supported. Ignoring.\
        """);
  }

  @Test
  void importIsLenientWithWhatAMethodDoesNotDeclare() {
    ImportRestApiResponse api =
        rest.call(
            importOf(
                HEAD
                    + """
                    paths:
                      /a/{id}:
                        get:
                          responses: {'200': {description: ok}}
                          x-amazon-apigateway-integration:
                            type: http
                            httpMethod: GET
                            uri: http://example.com/{a}
                            requestParameters:
                              integration.request.path.a: method.request.path.nowhere
                              integration.request.header.b: method.request.header.undeclared
                              integration.request.header.c: method.request.multivaluequerystring.q
                            responses:
                              default:
                                statusCode: 503
                                responseParameters: {method.response.header.A: "'a'"}
                              4..: {statusCode: 404}
                    """));

    Method method = method(api.id(), "/a/{id}", "GET");
    assertThat(method.requestParameters()).containsExactly(entry("method.request.path.id", true));
    assertThat(method.methodIntegration().requestParameters()).hasSize(3);
    assertThat(method.methodResponses()).containsOnlyKeys("200");
    assertThat(method.methodIntegration().integrationResponses()).containsOnlyKeys("404", "503");
    assertThat(
            Objects.requireNonNull(method.methodIntegration().integrationResponses().get("503"))
                .responseParameters())
        .hasSize(1);
    rest.refused(
        importOf(
            HEAD
                + """
                paths:
                  /a:
                    get:
                      x-amazon-apigateway-integration:
                        type: mock
                        requestParameters: {integration.request.header.a: nowhere.path.x}
                        responses:
                          4..:
                            statusCode: 404
                            responseParameters: {method.response.header.A: "'a'"}
                          default:
                            statusCode: 503
                            responseTemplates: {x: a}
                """),
        400,
        """
        Errors found during import:
        \tUnable to put integration on 'GET' for resource at path '/a': Invalid mapping expression \
        specified: Validation Result: warnings : [], errors : [Invalid mapping expression \
        specified: nowhere.path.x]\
        """);
  }

  @Test
  void importRespectsTheQuotaOfResources() {
    StringBuilder paths = new StringBuilder(HEAD).append("paths:\n");
    for (int i = 0; i < 300; i++) {
      paths.append("  /p").append(i).append(": {}\n");
    }

    rest.refused(
        importOf(paths.toString()),
        429,
        "Maximum number of Resources for this API has been reached.  Please contact AWS if you"
            + " need additional Resources.");
  }

  @Test
  void mergeReplacesWhatTheFileHasAndKeepsTheRest() {
    String before =
        HEAD
            + """
            x-amazon-apigateway-binary-media-types: [image/png]
            x-amazon-apigateway-request-validators: {all: {validateRequestBody: true}}
            components: {schemas: {A: {type: object}, B: {type: object}}}
            paths:
              /a: {get: {operationId: old}, put: {operationId: kept}}
              /b: {get: {}}
            """;
    ImportRestApiResponse api = rest.call(importOf(before));
    RestApiContent old = content(api.id());

    PutRestApiResponse merged =
        rest.call(
            put(
                api.id(),
                "merge",
                """
                openapi: 3.0.1
                info: {title: dogs, version: '2', description: barking}
                x-amazon-apigateway-binary-media-types: [image/gif]
                x-amazon-apigateway-request-validators: {all: {validateRequestBody: false}}
                components: {schemas: {A: {type: array}}}
                paths: {/a: {get: {operationId: new}}, /a/c: {get: {}}}
                """));

    RestApiContent content = content(api.id());
    assertThat(merged.name()).isEqualTo("dogs");
    assertThat(merged.version()).isEqualTo("2");
    assertThat(merged.description()).isEqualTo("barking");
    assertThat(merged.binaryMediaTypes()).containsExactly("image/png", "image/gif");
    assertThat(merged.tags()).isEmpty();
    assertThat(content.paths()).containsOnlyKeys("/", "/a", "/a/c", "/b");
    assertThat(method(api.id(), "/a", "GET").operationName()).isEqualTo("new");
    assertThat(method(api.id(), "/a", "PUT").operationName()).isEqualTo("kept");
    assertThat(content.paths().get("/a")).isEqualTo(old.paths().get("/a"));
    assertThat(content.models()).containsOnlyKeys("A", "B");
    assertThat(model(content, "A")).returns(model(old, "A").id(), Model::id);
    assertThat(model(content, "A").schema()).contains("array");
    assertThat(content.requestValidators().keySet()).isEqualTo(old.requestValidators().keySet());
    assertThat(content.requestValidators().values())
        .allMatch(validator -> !validator.validateRequestBody());
  }

  @Test
  void overwriteRemovesAllThatTheFileOmitsExceptEndpointStagesAndTags() {
    CreateRestApiResponse api = rest.api();
    rest.mock(api.id(), api.rootResourceId(), "GET");
    rest.deploy(api.id(), "dev");
    String old = rest.resource(api, api.rootResourceId(), "a").id();
    rest.resource(api, api.rootResourceId(), "b");

    PutRestApiResponse overwritten =
        rest.call(
            put(
                api.id(),
                "overwrite",
                HEAD
                    + "x-amazon-apigateway-binary-media-types: [image/gif]\n"
                    + "paths: {/a: {get: {"
                    + MOCK
                    + "}}}"));

    assertThat(overwritten.endpointConfiguration()).isEqualTo(api.endpointConfiguration());
    assertThat(overwritten.binaryMediaTypes()).containsExactly("image/gif");
    assertThat(content(api.id()).paths())
        .containsExactly(entry("/", api.rootResourceId()), entry("/a", old));
    assertThat(rest.at(api.id(), "/").hasResourceMethods()).isFalse();
    assertThat(content(api.id()).models()).isEmpty();
    assertThat(rest.state(api.id()).stages()).containsOnlyKeys("dev");
    assertThat(rest.state(api.id()).deployments()).hasSize(1);
  }

  @Test
  void repeatedImportChangesNothing() {
    String file = new String(TestData.bytes("openapi/sam.json"), StandardCharsets.UTF_8);
    ImportRestApiResponse api = rest.call(importOf(file));
    RestApiContent first = content(api.id());

    rest.<SdkPojo>call(put(api.id(), "merge", file));
    assertThat(content(api.id())).isEqualTo(first);

    rest.<SdkPojo>call(put(api.id(), "overwrite", file));
    assertThat(content(api.id())).isEqualTo(first);
  }

  @Test
  void samDefinitionBecomesAnApi() {
    String file = new String(TestData.bytes("openapi/sam.json"), StandardCharsets.UTF_8);

    ImportRestApiResponse api = rest.call(importOf(file));

    RestApiContent content = content(api.id());
    assertThat(content.authorizers()).hasSize(3);
    Method post = method(api.id(), "/orders", "POST");
    assertThat(Objects.requireNonNull(content.authorizers().get(post.authorizerId())).name())
        .isEqualTo("CognitoAuth");
    assertThat(content.requestValidators()).containsOnlyKeys(post.requestValidatorId());
    assertThat(method(api.id(), "/public/{proxy+}", "ANY").authorizationType()).isEqualTo("NONE");
    assertThat(method(api.id(), "/orders", "OPTIONS").methodIntegration().integrationResponses())
        .containsOnlyKeys("200");
  }

  @Test
  void policyIsStoredInNormalForm() {
    String file = new String(TestData.bytes("openapi/cdk.json"), StandardCharsets.UTF_8);

    ImportRestApiResponse api = rest.call(importOf(file));

    assertThat(api.policy())
        .contains("arn:aws:execute-api:eu-west-1:000000000000:" + api.id() + "/*")
        .contains("{\\\"AWS\\\":\\\"*\\\"}");
    rest.refused(
        importOf(HEAD + "x-amazon-apigateway-policy: {Statement: none}"),
        400,
        "Invalid policy document. Please check the policy syntax and ensure that Principals are"
            + " valid.");
  }

  @Test
  void documentationIsMergedByLocation() {
    String one = HEAD + "paths: {/a: {get: {summary: one}, put: {summary: put}}}";
    ImportRestApiResponse api = rest.call(importOf(one));

    rest.<SdkPojo>call(put(api.id(), "merge", HEAD + "paths: {/a: {get: {summary: two}}}"));
    assertThat(rest.state(api.id()).documentation().values())
        .extracting(DocumentationPart::properties)
        .containsExactlyInAnyOrder("{\"summary\":\"two\"}", "{\"summary\":\"put\"}");

    rest.<SdkPojo>call(put(api.id(), "overwrite", one, "ignore=documentation"));
    assertThat(rest.state(api.id()).documentation()).hasSize(2);

    rest.<SdkPojo>call(put(api.id(), "overwrite", HEAD));
    assertThat(rest.state(api.id()).documentation()).isEmpty();
  }

  @Test
  void fileIsReadBeforeTheApiIsLookedFor() {
    rest.refused(put("nope", "merge", "no file"), 400, "Invalid OpenAPI input.");
    rest.refused(
        put("nope", "merge", HEAD), 404, "Invalid API identifier specified 000000000000:nope");
  }

  @Test
  void endpointChangeIsVisibleAtOnce() {
    ImportRestApiResponse api = rest.call(importOf(HEAD));

    rest.<SdkPojo>call(put(api.id(), "merge", HEAD, "endpointConfigurationTypes=REGIONAL"));

    GetRestApiResponse shown = rest.call(GetRestApiRequest.builder().restApiId(api.id()).build());
    assertThat(shown.endpointConfiguration().typesAsStrings()).containsExactly("REGIONAL");
    assertThat(shown.hasWarnings()).isFalse();
  }
}
