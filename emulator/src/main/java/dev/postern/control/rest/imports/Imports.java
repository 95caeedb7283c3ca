package dev.postern.control.rest.imports;

import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.error.ImportErrors;
import dev.postern.control.Quotas;
import dev.postern.control.RestApiStates;
import dev.postern.control.RestApiStates.Outcome;
import dev.postern.control.openapi.Definition;
import dev.postern.control.openapi.DefinitionReader;
import dev.postern.control.openapi.ImportOptions;
import dev.postern.control.rest.content.IntegrationRules;
import dev.postern.control.rest.content.RestApis;
import dev.postern.control.state.CreationOrder;
import dev.postern.control.state.RestApiContent;
import dev.postern.control.state.RestApiState;
import dev.postern.sdk.Shapes;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.DocumentationPart;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartLocation;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.PutMode;
import software.amazon.awssdk.services.apigateway.model.PutRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.PutRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/**
 * The operations ImportRestApi and PutRestApi. They store a whole OpenAPI file or nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html">
 *     Develop REST APIs using OpenAPI in API Gateway</a>
 */
public final class Imports {
  private final RestApiStates apis;
  private final IntegrationRules integrationRules;
  private final Ids ids;
  private final InstantSource clock;
  private final Quotas quotas;

  public Imports(
      RestApiStates apis,
      IntegrationRules integrationRules,
      Ids ids,
      InstantSource clock,
      Quotas quotas) {
    this.apis = apis;
    this.integrationRules = integrationRules;
    this.ids = ids;
    this.clock = clock;
    this.quotas = quotas;
  }

  public ImportRestApiResponse importRestApi(Caller caller, ImportRestApiRequest request) {
    ImportOptions options = ImportOptions.of(request.parameters());
    RestApi empty =
        RestApi.builder()
            .id(ids.tenCharacters())
            .rootResourceId(ids.tenCharacters())
            .createdDate(clock.instant().truncatedTo(ChronoUnit.SECONDS))
            .build();
    Definition definition =
        DefinitionReader.read(request.body().asByteArrayUnsafe(), caller, empty.id(), options);
    if (definition.settings().name() == null) {
      throw ImportErrors.noName();
    }
    RestApi api = ImportedSettings.ofNew(caller, quotas, empty, definition.settings(), options);
    RestApis.checkRoom(apis, quotas, caller, api);
    RestApiContent content = content(definition, RestApiContent.of(api), true);
    refuseWarnings(definition, request.failOnWarnings());
    RestApiState created =
        apis.create(
            RestApiState.of(caller, content, Map.of())
                .withDocumentation(documentation(CreationOrder.empty(), definition)));
    return Shapes.as(shown(created, false, definition), ImportRestApiResponse::builder).build();
  }

  /**
   * Updates an API. Reads the file before it looks for the API. Endpoint settings take effect at
   * once, others with the next deployment.
   */
  public PutRestApiResponse putRestApi(Caller caller, PutRestApiRequest request) {
    ImportOptions options = ImportOptions.of(request.parameters());
    boolean overwrite = request.mode() == PutMode.OVERWRITE;
    Definition definition =
        DefinitionReader.read(
            request.body().asByteArrayUnsafe(), caller, request.restApiId(), options);
    RestApiState changed =
        apis.change(
            caller,
            request.restApiId(),
            state -> {
              RestApi old = state.content().api();
              RestApi api =
                  ImportedSettings.changed(
                      caller, quotas, old, definition.settings(), options, overwrite);
              RestApiContent content = content(definition, state.content().withApi(api), overwrite);
              refuseWarnings(definition, request.failOnWarnings());
              RestApiState next = state.withContent(content);
              if (options.documentation()) {
                next =
                    next.withDocumentation(
                        documentation(
                            overwrite ? CreationOrder.empty() : state.documentation(), definition));
              }
              boolean atOnce = !old.endpointConfiguration().equals(api.endpointConfiguration());
              return new Outcome<>(next, next, atOnce);
            });
    return Shapes.as(shown(changed, true, definition), PutRestApiResponse::builder).build();
  }

  private RestApiContent content(Definition definition, RestApiContent present, boolean overwrite) {
    return new ImportedContent(integrationRules, ids, quotas, definition, present, overwrite)
        .result();
  }

  private static void refuseWarnings(Definition definition, @Nullable Boolean failOnWarnings) {
    if (Boolean.TRUE.equals(failOnWarnings) && !definition.warnings().isEmpty()) {
      throw ImportErrors.warningsFound(definition.warnings());
    }
  }

  /** Returns the documentation parts. Imported parts replace those with the same location. */
  private CreationOrder<DocumentationPart> documentation(
      CreationOrder<DocumentationPart> present, Definition definition) {
    Map<DocumentationPartLocation, String> idsByLocation = new HashMap<>();
    present.values().forEach(part -> idsByLocation.put(part.location(), part.id()));
    CreationOrder<DocumentationPart> parts = present;
    for (DocumentationPart part : definition.documentation()) {
      String id =
          idsByLocation.computeIfAbsent(
              part.location(), _ -> ids.sixCharacters(present::containsKey));
      parts = parts.plus(id, part.toBuilder().id(id).build());
    }
    return parts;
  }

  private static RestApi shown(RestApiState state, boolean alwaysTags, Definition definition) {
    List<String> warnings = definition.warnings();
    return RestApis.shown(state, alwaysTags).toBuilder()
        .warnings(warnings.isEmpty() ? null : warnings)
        .build();
  }
}
