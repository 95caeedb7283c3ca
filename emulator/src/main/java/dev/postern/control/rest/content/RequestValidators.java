package dev.postern.control.rest.content;

import static dev.postern.control.rest.patch.Changes.flag;
import static dev.postern.control.rest.patch.Changes.text;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.error.MethodErrors;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.Pages;
import dev.postern.control.Refusals;
import dev.postern.control.RestApiStates;
import dev.postern.control.RestApiStates.Outcome;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.state.RestApiContent;
import dev.postern.control.state.RestApiState;
import dev.postern.sdk.Shapes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.CreateRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRequestValidatorResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteRequestValidatorResponse;
import software.amazon.awssdk.services.apigateway.model.GetRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.GetRequestValidatorResponse;
import software.amazon.awssdk.services.apigateway.model.GetRequestValidatorsRequest;
import software.amazon.awssdk.services.apigateway.model.GetRequestValidatorsResponse;
import software.amazon.awssdk.services.apigateway.model.RequestValidator;
import software.amazon.awssdk.services.apigateway.model.UpdateRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateRequestValidatorResponse;

/**
 * Operations on RequestValidator: selects the checks of a request before the integration.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_RequestValidator.html">
 *     RequestValidator</a>
 */
public final class RequestValidators {
  private final RestApiStates apis;
  private final Pages pages;
  private final Ids ids;

  public RequestValidators(RestApiStates apis, Pages pages, Ids ids) {
    this.apis = apis;
    this.pages = pages;
    this.ids = ids;
  }

  private static final class Patches {
    static final PatchTable<RequestValidator> TABLE =
        PatchTable.<RequestValidator>refusing(Refusals::byOperation)
            .on(REPLACE, "/name", text(RequestValidator.Builder::name))
            .on(
                REPLACE,
                "/validateRequestParameters",
                flag(RequestValidator.Builder::validateRequestParameters))
            .on(
                REPLACE,
                "/validateRequestBody",
                flag(RequestValidator.Builder::validateRequestBody))
            .build();
  }

  public CreateRequestValidatorResponse createRequestValidator(
      Caller caller, CreateRequestValidatorRequest request) {
    RequestValidator created =
        apis.change(
            caller,
            request.restApiId(),
            RestErrors::invalidRestApiIdentifier,
            state -> {
              if (request.name() != null) {
                checkName(request.name());
              }
              RequestValidator validator =
                  Shapes.as(request, RequestValidator::builder)
                      .id(ids.sixCharacters(state.content().requestValidators()::containsKey))
                      .validateRequestBody(Boolean.TRUE.equals(request.validateRequestBody()))
                      .validateRequestParameters(
                          Boolean.TRUE.equals(request.validateRequestParameters()))
                      .build();
              return Outcome.draft(with(state, validator), validator);
            });
    return Shapes.as(created, CreateRequestValidatorResponse::builder).build();
  }

  private static void checkName(@Nullable String name) {
    if (name == null || name.isBlank()) {
      throw RestErrors.blankValidatorName();
    }
  }

  public GetRequestValidatorResponse getRequestValidator(
      Caller caller, GetRequestValidatorRequest request) {
    RequestValidator validator =
        validator(
            apis.get(caller, request.restApiId(), RestErrors::invalidRequestValidatorIdentifier),
            request.requestValidatorId());
    return Shapes.as(validator, GetRequestValidatorResponse::builder).build();
  }

  public GetRequestValidatorsResponse getRequestValidators(
      Caller caller, GetRequestValidatorsRequest request) {
    Pages.Page<RequestValidator> page =
        pages.oldestFirst(
            apis.get(caller, request.restApiId()).content().requestValidators(),
            request.limit(),
            request.position(),
            _ -> true);
    return GetRequestValidatorsResponse.builder()
        .items(page.items())
        .position(page.position())
        .build();
  }

  public UpdateRequestValidatorResponse updateRequestValidator(
      Caller caller, UpdateRequestValidatorRequest request) {
    RequestValidator updated =
        apis.change(
            caller,
            request.restApiId(),
            RestErrors::invalidRequestValidatorIdentifier,
            state -> {
              RequestValidator old = validator(state, request.requestValidatorId());
              RequestValidator validator = Patches.TABLE.apply(old, request.patchOperations());
              if (!Objects.equals(validator.name(), old.name())) {
                checkName(validator.name());
              }
              return Outcome.draft(with(state, validator), validator);
            });
    return Shapes.as(updated, UpdateRequestValidatorResponse::builder).build();
  }

  public DeleteRequestValidatorResponse deleteRequestValidator(
      Caller caller, DeleteRequestValidatorRequest request) {
    apis.edit(
        caller,
        request.restApiId(),
        RestErrors::invalidRequestValidatorIdentifier,
        state -> {
          RestApiContent content = state.content();
          RequestValidator validator = validator(state, request.requestValidatorId());
          String id = validator.id();
          MethodReferences.toRequestValidator(content, id)
              .ifPresent(method -> {
                throw MethodErrors.requestValidatorInUse(
                    Objects.requireNonNullElse(validator.name(), id),
                    method.httpMethod(),
                    method.path());
              });
          return state.withContent(
              content.withRequestValidators(content.requestValidators().minus(id)));
        });
    return DeleteRequestValidatorResponse.builder().build();
  }

  private static RequestValidator validator(RestApiState state, String id) {
    return state
        .content()
        .requestValidators()
        .find(id)
        .orElseThrow(RestErrors::invalidRequestValidatorIdentifier);
  }

  private static RestApiState with(RestApiState state, RequestValidator validator) {
    RestApiContent content = state.content();
    return state.withContent(
        content.withRequestValidators(content.requestValidators().plus(validator.id(), validator)));
  }
}
