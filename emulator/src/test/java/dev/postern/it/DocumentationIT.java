package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.testing.TestApi;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.CreateDocumentationPartResponse;
import software.amazon.awssdk.services.apigateway.model.DocumentationPart;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartType;
import software.amazon.awssdk.services.apigateway.model.DocumentationVersion;
import software.amazon.awssdk.services.apigateway.model.GetDocumentationPartsResponse;
import software.amazon.awssdk.services.apigateway.model.ImportDocumentationPartsResponse;
import software.amazon.awssdk.services.apigateway.model.LocationStatusType;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutMode;

/**
 * Tests documentation of APIs with AWS's own client. Resources go through Terraform's sequence:
 * create, read, update, read, delete, read.
 */
@ExtendWith(PosternExtension.class)
class DocumentationIT {
  private final Running postern;
  private final ApiGatewayClient rest;

  DocumentationIT(Running postern) {
    this.postern = postern;
    this.rest = postern.clients().rest();
  }

  private TestApi api() {
    return TestApi.create(rest, postern.http());
  }

  private static PatchOperation replace(String path, String value) {
    return PatchOperation.builder().op(Op.REPLACE).path(path).value(value).build();
  }

  @Test
  void terraformManagesAPart() {
    String api = api().id();

    CreateDocumentationPartResponse created =
        rest.createDocumentationPart(r ->
            r.restApiId(api)
                .location(l -> l.type(DocumentationPartType.METHOD).method("GET").path("/example"))
                .properties("{\"description\":\"Example description\"}"));
    String id = created.id();
    assertThat(rest.getDocumentationPart(r -> r.restApiId(api).documentationPartId(id)))
        .matches(read -> read.location().equals(created.location()))
        .matches(read -> read.properties().equals(created.properties()))
        .matches(read -> read.location().statusCode() == null && read.location().name() == null);
    rest.updateDocumentationPart(r ->
        r.restApiId(api)
            .documentationPartId(id)
            .patchOperations(replace("/properties", "{\"description\":\"Other\"}")));
    assertThat(
            rest.getDocumentationPart(r -> r.restApiId(api).documentationPartId(id)).properties())
        .isEqualTo("{\"description\":\"Other\"}");
    rest.deleteDocumentationPart(r -> r.restApiId(api).documentationPartId(id));
    assertThatThrownBy(
            () -> rest.getDocumentationPart(r -> r.restApiId(api).documentationPartId(id)))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Invalid Documentation part identifier specified");
  }

  @Test
  void terraformManagesAVersion() {
    String api = api().id();

    rest.createDocumentationVersion(
        r -> r.restApiId(api).documentationVersion("1.0/β").description("first"));
    assertThat(rest.getDocumentationVersion(r -> r.restApiId(api).documentationVersion("1.0/β")))
        .matches(read -> read.version().equals("1.0/β"))
        .matches(read -> read.description().equals("first"))
        .matches(read -> read.createdDate() != null);
    rest.updateDocumentationVersion(r ->
        r.restApiId(api)
            .documentationVersion("1.0/β")
            .patchOperations(replace("/description", "second")));
    assertThat(
            rest.getDocumentationVersion(r -> r.restApiId(api).documentationVersion("1.0/β"))
                .description())
        .isEqualTo("second");
    rest.deleteDocumentationVersion(r -> r.restApiId(api).documentationVersion("1.0/β"));
    assertThatThrownBy(
            () -> rest.getDocumentationVersion(r -> r.restApiId(api).documentationVersion("1.0/β")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Invalid Documentation version specified");
  }

  @Test
  void stageShowsAVersionOfImportedParts() {
    TestApi api = api().mock("GET", "/pets", "x");
    api.deploy("dev");
    String yaml =
        """
        openapi: 3.0.1
        info: {title: pets, version: "1"}
        paths: {}
        x-amazon-apigateway-documentation:
          version: 1.0.3
          documentationParts:
            - location: {type: API}
              properties: {description: API description, info: {version: 3}}
            - location: {type: RESOURCE, path: /pets}
              properties: {summary: all pets}
        """;

    ImportDocumentationPartsResponse imported =
        rest.importDocumentationParts(
            r -> r.restApiId(api.id()).mode(PutMode.MERGE).body(SdkBytes.fromUtf8String(yaml)));
    rest.createDocumentationVersion(
        r -> r.restApiId(api.id()).documentationVersion("1").stageName("dev"));

    assertThat(imported.ids()).hasSize(2);
    assertThat(imported.hasWarnings()).isFalse();
    assertThat(
            rest.getDocumentationParts(r -> r.restApiId(api.id()).type(DocumentationPartType.API))
                .items())
        .extracting(DocumentationPart::properties)
        .containsExactly("{\"description\":\"API description\",\"info\":{\"version\":3}}");
    assertThat(rest.getStage(r -> r.restApiId(api.id()).stageName("dev")).documentationVersion())
        .isEqualTo("1");
    assertThat(rest.getDocumentationVersions(r -> r.restApiId(api.id())).items())
        .extracting(DocumentationVersion::version)
        .containsExactly("1");
  }

  @Test
  void undocumentedPartsAreListedInPages() {
    TestApi api = api().mock("GET", "/pets", "x");
    rest.createDocumentationPart(
        r -> r.restApiId(api.id()).location(l -> l.type("API")).properties("{}"));

    GetDocumentationPartsResponse first =
        rest.getDocumentationParts(
            r -> r.restApiId(api.id()).locationStatus(LocationStatusType.UNDOCUMENTED).limit(4));
    GetDocumentationPartsResponse second =
        rest.getDocumentationParts(r ->
            r.restApiId(api.id())
                .locationStatus(LocationStatusType.UNDOCUMENTED)
                .position(first.position()));

    assertThat(Stream.of(first, second).flatMap(page -> page.items().stream()))
        .extracting(part -> part.location().typeAsString())
        .containsExactly("METHOD", "MODEL", "MODEL", "RESOURCE", "RESOURCE", "RESPONSE");
    assertThatThrownBy(() ->
            rest.createDocumentationPart(
                r -> r.restApiId(api.id()).location(l -> l.type("API")).properties("{}")))
        .isInstanceOf(ConflictException.class);
  }
}
