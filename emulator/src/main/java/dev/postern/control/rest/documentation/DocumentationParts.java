package dev.postern.control.rest.documentation;

import static dev.postern.control.rest.patch.Changes.text;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Quota;
import dev.postern.aws.error.DocumentationErrors;
import dev.postern.control.Pages;
import dev.postern.control.Quotas;
import dev.postern.control.Refusals;
import dev.postern.control.RestApiStates;
import dev.postern.control.RestApiStates.Outcome;
import dev.postern.control.openapi.DefinitionText;
import dev.postern.control.openapi.DocumentationLocations;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.state.RestApiState;
import dev.postern.sdk.Shapes;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.CreateDocumentationPartRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDocumentationPartResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteDocumentationPartRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteDocumentationPartResponse;
import software.amazon.awssdk.services.apigateway.model.DocumentationPart;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartLocation;
import software.amazon.awssdk.services.apigateway.model.GetDocumentationPartRequest;
import software.amazon.awssdk.services.apigateway.model.GetDocumentationPartResponse;
import software.amazon.awssdk.services.apigateway.model.GetDocumentationPartsRequest;
import software.amazon.awssdk.services.apigateway.model.GetDocumentationPartsResponse;
import software.amazon.awssdk.services.apigateway.model.ImportDocumentationPartsRequest;
import software.amazon.awssdk.services.apigateway.model.ImportDocumentationPartsResponse;
import software.amazon.awssdk.services.apigateway.model.LocationStatusType;
import software.amazon.awssdk.services.apigateway.model.PutMode;
import software.amazon.awssdk.services.apigateway.model.UpdateDocumentationPartRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateDocumentationPartResponse;

/**
 * Operations on DocumentationPart: the documentation of one entity of an API.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_DocumentationPart.html">
 *     DocumentationPart</a>
 */
public final class DocumentationParts {
  private final RestApiStates apis;
  private final Pages pages;
  private final Quotas quotas;
  private final Ids ids;

  public DocumentationParts(RestApiStates apis, Pages pages, Quotas quotas, Ids ids) {
    this.apis = apis;
    this.pages = pages;
    this.quotas = quotas;
    this.ids = ids;
  }

  private static final class Patches {
    static final PatchTable<DocumentationPart> TABLE =
        PatchTable.<DocumentationPart>refusing(Refusals::byOperation)
            .on(REPLACE, "/properties", text(DocumentationPart.Builder::properties))
            .build();
  }

  public CreateDocumentationPartResponse createDocumentationPart(
      Caller caller, CreateDocumentationPartRequest request) {
    DocumentationPart created =
        apis.change(
            caller,
            request.restApiId(),
            state -> {
              DocumentationPart part =
                  DocumentationPart.builder()
                      .id(ids.sixCharacters(state.documentation()::containsKey))
                      .location(DocumentationLocations.checked(request.location()))
                      .properties(DocumentationProperties.checked(request.properties()))
                      .build();
              if (at(state, part.location()).isPresent()) {
                throw DocumentationErrors.partExists(DocumentationLocations.text(part.location()));
              }
              quotas.checkRoom(
                  Quota.DOCUMENTATION_PARTS_PER_API, () -> state.documentation().size());
              return Outcome.draft(with(state, part), part);
            });
    return Shapes.as(created, CreateDocumentationPartResponse::builder).build();
  }

  public GetDocumentationPartResponse getDocumentationPart(
      Caller caller, GetDocumentationPartRequest request) {
    RestApiState state =
        apis.get(caller, request.restApiId(), DocumentationErrors::invalidPartIdentifier);
    return Shapes.as(
            part(state, request.documentationPartId()), GetDocumentationPartResponse::builder)
        .build();
  }

  /** Returns the parts, or the locations of entities without a part. */
  public GetDocumentationPartsResponse getDocumentationParts(
      Caller caller, GetDocumentationPartsRequest request) {
    RestApiState state = apis.get(caller, request.restApiId());
    Pages.Page<DocumentationPart> page =
        request.locationStatus() == LocationStatusType.UNDOCUMENTED
            ? pages.of(
                after ->
                    undocumented(state).tailMap(after, false).values().stream()
                        .filter(part -> matches(part.location(), request)),
                request.limit(),
                request.position(),
                part -> DocumentationLocations.text(part.location()))
            : pages.oldestFirst(
                state.documentation(),
                request.limit(),
                request.position(),
                part -> matches(part.location(), request));
    return GetDocumentationPartsResponse.builder()
        .items(page.items())
        .position(page.position())
        .build();
  }

  private static NavigableMap<String, DocumentationPart> undocumented(RestApiState state) {
    Set<DocumentationPartLocation> documented =
        state.documentation().values().stream()
            .map(DocumentationPart::location)
            .collect(Collectors.toSet());
    NavigableMap<String, DocumentationPart> left = new TreeMap<>();
    DocumentedEntities.of(state.content())
        .forEach((text, location) -> {
          if (!documented.contains(location)) {
            left.put(text, DocumentationPart.builder().location(location).build());
          }
        });
    return left;
  }

  private static boolean matches(
      DocumentationPartLocation location, GetDocumentationPartsRequest request) {
    return matches(request.typeAsString(), location.typeAsString())
        && matches(request.path(), location.path())
        && (request.nameQuery() == null || Pages.hasPrefix(location.name(), request.nameQuery()));
  }

  private static boolean matches(@Nullable String requested, @Nullable String value) {
    return requested == null || requested.equals(value);
  }

  public UpdateDocumentationPartResponse updateDocumentationPart(
      Caller caller, UpdateDocumentationPartRequest request) {
    DocumentationPart updated =
        apis.change(
            caller,
            request.restApiId(),
            DocumentationErrors::invalidPartIdentifier,
            state -> {
              DocumentationPart part =
                  Patches.TABLE.apply(
                      part(state, request.documentationPartId()), request.patchOperations());
              DocumentationProperties.checked(part.properties());
              return Outcome.draft(with(state, part), part);
            });
    return Shapes.as(updated, UpdateDocumentationPartResponse::builder).build();
  }

  public DeleteDocumentationPartResponse deleteDocumentationPart(
      Caller caller, DeleteDocumentationPartRequest request) {
    apis.edit(
        caller,
        request.restApiId(),
        state ->
            state.withDocumentation(
                state.documentation().minus(part(state, request.documentationPartId()).id())));
    return DeleteDocumentationPartResponse.builder().build();
  }

  /** Imports the parts of a definition file. Ignores invalid parts with a warning. */
  public ImportDocumentationPartsResponse importDocumentationParts(
      Caller caller, ImportDocumentationPartsRequest request) {
    DocumentationImport.Result result =
        apis.change(
            caller,
            request.restApiId(),
            state -> {
              DocumentationImport.Result imported =
                  new DocumentationImport(ids, request.mode() == PutMode.OVERWRITE)
                      .into(
                          state.documentation(),
                          DefinitionText.read(request.body().asByteArray())
                              .orElseThrow(DocumentationErrors::invalidImport));
              if (Boolean.TRUE.equals(request.failOnWarnings()) && !imported.warnings().isEmpty()) {
                throw DocumentationErrors.importWarnings(String.join("; ", imported.warnings()));
              }
              quotas.checkSize(Quota.DOCUMENTATION_PARTS_PER_API, imported.parts().size());
              return Outcome.draft(state.withDocumentation(imported.parts()), imported);
            });
    return ImportDocumentationPartsResponse.builder()
        .ids(result.ids())
        .warnings(result.warnings().isEmpty() ? null : result.warnings())
        .build();
  }

  private static DocumentationPart part(RestApiState state, String id) {
    return state.documentation().find(id).orElseThrow(DocumentationErrors::invalidPartIdentifier);
  }

  private static Optional<DocumentationPart> at(
      RestApiState state, DocumentationPartLocation location) {
    return state.documentation().values().stream()
        .filter(part -> part.location().equals(location))
        .findFirst();
  }

  private static RestApiState with(RestApiState state, DocumentationPart part) {
    return state.withDocumentation(state.documentation().plus(part.id(), part));
  }
}
