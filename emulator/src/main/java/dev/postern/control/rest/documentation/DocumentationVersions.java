package dev.postern.control.rest.documentation;

import static dev.postern.control.rest.patch.Changes.description;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.Caller;
import dev.postern.aws.error.DocumentationErrors;
import dev.postern.control.Descriptions;
import dev.postern.control.Pages;
import dev.postern.control.Refusals;
import dev.postern.control.RestApiStates;
import dev.postern.control.RestApiStates.Outcome;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.rest.stage.Stages;
import dev.postern.control.state.RestApiState;
import dev.postern.control.state.RestApiState.Documented;
import dev.postern.sdk.Shapes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.CreateDocumentationVersionRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDocumentationVersionResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteDocumentationVersionRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteDocumentationVersionResponse;
import software.amazon.awssdk.services.apigateway.model.DocumentationVersion;
import software.amazon.awssdk.services.apigateway.model.GetDocumentationVersionRequest;
import software.amazon.awssdk.services.apigateway.model.GetDocumentationVersionResponse;
import software.amazon.awssdk.services.apigateway.model.GetDocumentationVersionsRequest;
import software.amazon.awssdk.services.apigateway.model.GetDocumentationVersionsResponse;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.UpdateDocumentationVersionRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateDocumentationVersionResponse;

/**
 * Operations on DocumentationVersion: a snapshot of an API's documentation parts that a stage can
 * refer to.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_DocumentationVersion.html">
 *     DocumentationVersion</a>
 */
public final class DocumentationVersions {
  private final RestApiStates apis;
  private final Pages pages;
  private final InstantSource clock;

  public DocumentationVersions(RestApiStates apis, Pages pages, InstantSource clock) {
    this.apis = apis;
    this.pages = pages;
    this.clock = clock;
  }

  private static final class Patches {
    static final PatchTable<DocumentationVersion> TABLE =
        PatchTable.<DocumentationVersion>refusing(Refusals::byOperation)
            .on(REPLACE, "/description", description(DocumentationVersion.Builder::description))
            .build();
  }

  public CreateDocumentationVersionResponse createDocumentationVersion(
      Caller caller, CreateDocumentationVersionRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    DocumentationVersion version =
        DocumentationVersion.builder()
            .version(request.documentationVersion())
            .description(Descriptions.orNone(request.description()))
            .createdDate(now)
            .build();
    apis.edit(
        caller,
        request.restApiId(),
        state -> {
          if (version.version().isEmpty()) {
            throw DocumentationErrors.emptyVersion();
          }
          if (state.documentationVersions().containsKey(version.version())) {
            throw DocumentationErrors.versionExists(version.version());
          }
          RestApiState next = with(state, new Documented(version, state.documentation()));
          return attached(next, request.stageName(), version.version(), now);
        });
    return Shapes.as(version, CreateDocumentationVersionResponse::builder).build();
  }

  private static RestApiState attached(
      RestApiState state, @Nullable String stageName, String version, Instant now) {
    if (stageName == null || stageName.isEmpty()) {
      return state;
    }
    Stage stage = Stages.stage(state, stageName);
    return Stages.with(
        state, stage.toBuilder().documentationVersion(version).lastUpdatedDate(now).build());
  }

  public GetDocumentationVersionResponse getDocumentationVersion(
      Caller caller, GetDocumentationVersionRequest request) {
    Documented documented =
        documented(apis.get(caller, request.restApiId()), request.documentationVersion());
    return Shapes.as(documented.version(), GetDocumentationVersionResponse::builder).build();
  }

  public GetDocumentationVersionsResponse getDocumentationVersions(
      Caller caller, GetDocumentationVersionsRequest request) {
    Pages.Page<Documented> page =
        pages.of(
            apis.get(caller, request.restApiId()).documentationVersions(),
            request.limit(),
            request.position(),
            documented -> documented.version().version());
    return GetDocumentationVersionsResponse.builder()
        .items(page.map(Documented::version))
        .position(page.position())
        .build();
  }

  public UpdateDocumentationVersionResponse updateDocumentationVersion(
      Caller caller, UpdateDocumentationVersionRequest request) {
    DocumentationVersion updated =
        apis.change(
            caller,
            request.restApiId(),
            state -> {
              Documented old = documented(state, request.documentationVersion());
              DocumentationVersion version =
                  Patches.TABLE.apply(old.version(), request.patchOperations());
              return Outcome.draft(with(state, new Documented(version, old.parts())), version);
            });
    return Shapes.as(updated, UpdateDocumentationVersionResponse::builder).build();
  }

  public DeleteDocumentationVersionResponse deleteDocumentationVersion(
      Caller caller, DeleteDocumentationVersionRequest request) {
    apis.edit(
        caller,
        request.restApiId(),
        state -> {
          String version = documented(state, request.documentationVersion()).version().version();
          if (state.stages().values().stream()
              .anyMatch(stage -> version.equals(stage.documentationVersion()))) {
            throw DocumentationErrors.versionInUse();
          }
          return state.withDocumentationVersions(state.documentationVersions().minus(version));
        });
    return DeleteDocumentationVersionResponse.builder().build();
  }

  private static Documented documented(RestApiState state, String version) {
    return Optional.ofNullable(state.documentationVersions().get(version))
        .orElseThrow(DocumentationErrors::invalidVersion);
  }

  private static RestApiState with(RestApiState state, Documented documented) {
    return state.withDocumentationVersions(
        state.documentationVersions().plus(documented.version().version(), documented));
  }
}
