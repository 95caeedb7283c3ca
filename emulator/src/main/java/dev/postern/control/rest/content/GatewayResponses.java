package dev.postern.control.rest.content;

import static dev.postern.control.rest.patch.Changes.set;
import static dev.postern.control.rest.patch.Changes.textEntry;
import static dev.postern.control.rest.patch.PatchTable.ADD_REPLACE_REMOVE;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.Caller;
import dev.postern.aws.error.GatewayResponseType;
import dev.postern.aws.error.PatchErrors;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.Pages;
import dev.postern.control.Quotas;
import dev.postern.control.Refusals;
import dev.postern.control.RestApiStates;
import dev.postern.control.rest.patch.Patch;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.state.RestApiContent;
import dev.postern.control.state.RestApiState;
import dev.postern.sdk.Shapes;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pcollections.PSortedMap;
import software.amazon.awssdk.services.apigateway.model.DeleteGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteGatewayResponseResponse;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponseResponse;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponsesRequest;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponsesResponse;
import software.amazon.awssdk.services.apigateway.model.PutGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutGatewayResponseResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateGatewayResponseResponse;

/**
 * Operations on GatewayResponse: responses that API Gateway itself generates. Every type has one.
 * Only customised responses are stored, as sent.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">
 *     Gateway response types for API Gateway</a>
 */
public final class GatewayResponses {
  private static final Map<String, String> DEFAULT_TEMPLATES =
      Map.of("application/json", "{\"message\":$context.error.messageString}");

  private static final Pattern STATUS_CODE = Pattern.compile("[1-5]\\d\\d");

  private final RestApiStates apis;
  private final Pages pages;
  private final Quotas quotas;

  public GatewayResponses(RestApiStates apis, Pages pages, Quotas quotas) {
    this.apis = apis;
    this.pages = pages;
    this.quotas = quotas;
  }

  private static final class Patches {
    static final PatchTable<GatewayResponse> TABLE =
        PatchTable.<GatewayResponse>refusing(Refusals::pathOnly)
            .on(
                REPLACE,
                "/statusCode",
                set(GatewayResponse.Builder::statusCode, Patches::statusCode))
            .on(
                ADD_REPLACE_REMOVE,
                "/responseParameters/{name}",
                filled(
                    "responseParameters",
                    textEntry(
                        GatewayResponse::responseParameters,
                        GatewayResponse.Builder::responseParameters,
                        PatchErrors::noSuchParameter)))
            .on(
                ADD_REPLACE_REMOVE,
                "/responseTemplates/{contentType}",
                filled(
                    "responseTemplates",
                    textEntry(
                        GatewayResponse::responseTemplates,
                        GatewayResponse.Builder::responseTemplates,
                        PatchErrors::noSuchContentType)))
            .build();

    private static String statusCode(Patch patch) {
      String code = patch.value();
      if (code == null || !STATUS_CODE.matcher(code).matches()) {
        throw PatchErrors.invalidValue(patch.path(), code);
      }
      return code;
    }

    private static PatchTable.Change<GatewayResponse> filled(
        String member, PatchTable.Change<GatewayResponse> change) {
      return (response, patch) -> {
        if (!patch.removes() && (patch.value() == null || patch.value().isEmpty())) {
          throw PatchErrors.emptyLeaf(member);
        }
        return change.apply(response, patch);
      };
    }
  }

  public PutGatewayResponseResponse putGatewayResponse(
      Caller caller, PutGatewayResponseRequest request) {
    GatewayResponse sent =
        checked(
            Shapes.as(request, GatewayResponse::builder)
                .responseType(request.responseTypeAsString())
                .build(),
            quotas);
    RestApiState edited = apis.edit(caller, request.restApiId(), state -> with(state, sent));
    return Shapes.as(
            shown(edited, request.responseTypeAsString()), PutGatewayResponseResponse::builder)
        .build();
  }

  public GetGatewayResponseResponse getGatewayResponse(
      Caller caller, GetGatewayResponseRequest request) {
    RestApiState state = apis.get(caller, request.restApiId());
    return Shapes.as(
            shown(state, request.responseTypeAsString()), GetGatewayResponseResponse::builder)
        .build();
  }

  public GetGatewayResponsesResponse getGatewayResponses(
      Caller caller, GetGatewayResponsesRequest request) {
    RestApiState state = apis.get(caller, request.restApiId());
    Pages.Page<GatewayResponseType> page =
        pages.of(
            after ->
                Stream.of(GatewayResponseType.values())
                    .filter(type -> type.name().compareTo(after) > 0),
            request.limit(),
            request.position(),
            GatewayResponseType::name);
    return GetGatewayResponsesResponse.builder()
        .items(page.map(type -> shown(state, type)))
        .position(page.position())
        .build();
  }

  public UpdateGatewayResponseResponse updateGatewayResponse(
      Caller caller, UpdateGatewayResponseRequest request) {
    String type = request.responseTypeAsString();
    RestApiState edited =
        apis.edit(
            caller,
            request.restApiId(),
            state ->
                with(
                    state,
                    checked(
                        Patches.TABLE.apply(startOf(state, type), request.patchOperations()),
                        quotas)));
    return Shapes.as(shown(edited, type), UpdateGatewayResponseResponse::builder).build();
  }

  public DeleteGatewayResponseResponse deleteGatewayResponse(
      Caller caller, DeleteGatewayResponseRequest request) {
    String type = request.responseTypeAsString();
    apis.edit(
        caller,
        request.restApiId(),
        state -> {
          RestApiContent content = state.content();
          if (!content.gatewayResponses().containsKey(type)) {
            throw RestErrors.gatewayResponseNotDefined();
          }
          return state.withContent(
              content.withGatewayResponses(content.gatewayResponses().minus(type)));
        });
    return DeleteGatewayResponseResponse.builder().build();
  }

  /** Returns the response that an update changes: the customised one, or the type's default. */
  private static GatewayResponse startOf(RestApiState state, String type) {
    return Optional.ofNullable(state.content().gatewayResponses().get(type))
        .orElseGet(() ->
            GatewayResponse.builder()
                .responseType(type)
                .responseTemplates(DEFAULT_TEMPLATES)
                .build());
  }

  public static GatewayResponse checked(GatewayResponse response, Quotas quotas) {
    MappingRules.checkGatewayResponse(response.responseParameters());
    MappingRules.checkTemplates(response.responseTemplates(), quotas);
    return response.toBuilder().defaultResponse(false).build();
  }

  private static RestApiState with(RestApiState state, GatewayResponse response) {
    RestApiContent content = state.content();
    return state.withContent(
        content.withGatewayResponses(
            content.gatewayResponses().plus(response.responseTypeAsString(), response)));
  }

  private static GatewayResponse shown(RestApiState state, String type) {
    return shown(state, GatewayResponseType.valueOf(type));
  }

  /**
   * Returns a response as AWS does: the customised one of the type, or else of its family, or else
   * the default.
   */
  private static GatewayResponse shown(RestApiState state, GatewayResponseType type) {
    PSortedMap<String, GatewayResponse> customised = state.content().gatewayResponses();
    GatewayResponse own = customised.get(type.name());
    GatewayResponse source = own == null ? customised.get(type.family().name()) : own;
    GatewayResponse.Builder shown = source == null ? GatewayResponse.builder() : source.toBuilder();
    boolean isFamily = type == type.family();
    if (!isFamily && (source == null || source.statusCode() == null)) {
      shown.statusCode(String.valueOf(type.status()));
    }
    if (source == null || source.responseTemplates().isEmpty()) {
      shown.responseTemplates(DEFAULT_TEMPLATES);
    }
    if (source == null || source.responseParameters().isEmpty()) {
      shown.responseParameters(Map.of());
    }
    return shown.responseType(type.name()).defaultResponse(own == null).build();
  }
}
