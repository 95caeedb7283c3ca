package dev.postern.control.rest.documentation;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.control.rest.RestFixture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateDocumentationPartRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDocumentationVersionRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDocumentationVersionResponse;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteDocumentationVersionRequest;
import software.amazon.awssdk.services.apigateway.model.DocumentationVersion;
import software.amazon.awssdk.services.apigateway.model.GetDocumentationVersionRequest;
import software.amazon.awssdk.services.apigateway.model.GetDocumentationVersionsRequest;
import software.amazon.awssdk.services.apigateway.model.GetDocumentationVersionsResponse;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.UpdateDocumentationVersionRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateDocumentationVersionResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateStageResponse;

class DocumentationVersionsTest {
  private static final String NO_VERSION = "Invalid Documentation version specified";

  private final RestFixture rest = new RestFixture();
  private final CreateRestApiResponse api = rest.api();

  private CreateDocumentationVersionRequest.Builder creation(String version) {
    return CreateDocumentationVersionRequest.builder()
        .restApiId(api.id())
        .documentationVersion(version);
  }

  private void stage() {
    rest.mock(api.id(), api.rootResourceId(), "GET");
    rest.deploy(api.id(), "dev");
  }

  private UpdateStageRequest updateOfStage(String operation) {
    return UpdateStageRequest.builder()
        .restApiId(api.id())
        .stageName("dev")
        .patchOperations(patches(operation))
        .build();
  }

  private DeleteDocumentationVersionRequest deletion(String version) {
    return DeleteDocumentationVersionRequest.builder()
        .restApiId(api.id())
        .documentationVersion(version)
        .build();
  }

  @Test
  void versionIsASnapshotOfTheParts() {
    rest.<SdkPojo>call(
        CreateDocumentationPartRequest.builder()
            .restApiId(api.id())
            .location(l -> l.type("API"))
            .properties("{}")
            .build());

    CreateDocumentationVersionResponse version =
        rest.call(creation("1").description("first").build());
    rest.<SdkPojo>call(
        CreateDocumentationPartRequest.builder()
            .restApiId(api.id())
            .location(l -> l.type("RESOURCE"))
            .properties("{}")
            .build());

    assertThat(version.version()).isEqualTo("1");
    assertThat(version.description()).isEqualTo("first");
    assertThat(version.createdDate()).isNotNull();
    assertThat(rest.state(api.id()).documentation()).hasSize(2);
    assertThat(rest.state(api.id()).documentationVersions())
        .hasEntrySatisfying("1", documented -> assertThat(documented.parts()).hasSize(1));
  }

  @Test
  void versionOfAStageCannotBeDeleted() {
    stage();

    rest.<SdkPojo>call(creation("1").stageName("dev").build());

    assertThat(rest.state(api.id()).stages().values())
        .extracting(Stage::documentationVersion)
        .containsExactly("1");
    rest.refused(
        deletion("1"),
        400,
        "Active stages pointing to this documentation version must be moved or deleted");
    UpdateStageResponse stage = rest.call(updateOfStage("replace /documentationVersion"));
    assertThat(stage.documentationVersion()).isNull();
    rest.<SdkPojo>call(deletion("1"));
    rest.refused(deletion("1"), 404, NO_VERSION);
  }

  @Test
  void unknownVersionsAndStagesAreRefused() {
    stage();
    rest.<SdkPojo>call(creation("1").build());

    rest.refused(updateOfStage("replace /documentationVersion 2"), 404, NO_VERSION);
    rest.refused(
        creation("2").stageName("prod").build(), 404, "Invalid stage identifier specified");
    rest.refused(
        creation("1").build(), 409, "Documentation version already exists for this REST API: 1");
    rest.refused(creation("").build(), 400, "Documentation version must be non-empty");
    rest.refused(
        GetDocumentationVersionRequest.builder()
            .restApiId(api.id())
            .documentationVersion("2")
            .build(),
        404,
        NO_VERSION);
  }

  @Test
  void descriptionChangesAndTheSnapshotIsKept() {
    rest.<SdkPojo>call(creation("1").build());
    UpdateDocumentationVersionRequest.Builder update =
        UpdateDocumentationVersionRequest.builder().restApiId(api.id()).documentationVersion("1");

    UpdateDocumentationVersionResponse version =
        rest.call(update.patchOperations(patches("replace /description other")).build());

    assertThat(version.description()).isEqualTo("other");
    rest.refused(
        update.patchOperations(patches("replace /version 2")).build(),
        400,
        "Invalid patch path  '/version' specified for op 'replace'. Must be one of:"
            + " [/description]");
  }

  @Test
  void versionsAreListedInPages() {
    for (String version : new String[] {"2", "1", "3"}) {
      rest.<SdkPojo>call(creation(version).build());
    }

    GetDocumentationVersionsResponse first =
        rest.call(GetDocumentationVersionsRequest.builder().restApiId(api.id()).limit(2).build());

    assertThat(first.items()).extracting(DocumentationVersion::version).containsExactly("1", "2");
    assertThat(first.position()).isNotNull();
  }
}
