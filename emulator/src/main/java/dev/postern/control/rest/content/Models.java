package dev.postern.control.rest.content;

import static dev.postern.control.rest.patch.Changes.description;
import static dev.postern.control.rest.patch.Changes.text;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Quota;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.MethodErrors;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.Descriptions;
import dev.postern.control.Pages;
import dev.postern.control.Quotas;
import dev.postern.control.Refusals;
import dev.postern.control.RestApiStates;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.state.RestApiContent;
import dev.postern.control.state.RestApiState;
import dev.postern.sdk.Shapes;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.pcollections.PSortedMap;
import software.amazon.awssdk.services.apigateway.model.CreateModelRequest;
import software.amazon.awssdk.services.apigateway.model.CreateModelResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteModelRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteModelResponse;
import software.amazon.awssdk.services.apigateway.model.GetModelRequest;
import software.amazon.awssdk.services.apigateway.model.GetModelResponse;
import software.amazon.awssdk.services.apigateway.model.GetModelTemplateRequest;
import software.amazon.awssdk.services.apigateway.model.GetModelTemplateResponse;
import software.amazon.awssdk.services.apigateway.model.GetModelsRequest;
import software.amazon.awssdk.services.apigateway.model.GetModelsResponse;
import software.amazon.awssdk.services.apigateway.model.Model;
import software.amazon.awssdk.services.apigateway.model.UpdateModelRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateModelResponse;

/**
 * Operations on Model: JSON Schemas (draft 4) of bodies.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html">
 *     Data models for REST APIs</a>
 */
public final class Models {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]+");

  private final RestApiStates apis;
  private final Pages pages;
  private final Quotas quotas;
  private final Ids ids;

  public Models(RestApiStates apis, Pages pages, Quotas quotas, Ids ids) {
    this.apis = apis;
    this.pages = pages;
    this.quotas = quotas;
    this.ids = ids;
  }

  private static final class Patches {
    static final PatchTable<Model> TABLE =
        PatchTable.<Model>refusing(Refusals::byOperation)
            .on(REPLACE, "/description", description(Model.Builder::description))
            .on(REPLACE, "/schema", text(Model.Builder::schema))
            .build();
  }

  /** Returns the content of a new API with AWS's two default models. */
  static RestApiContent withDefaults(RestApiContent content, Ids ids) {
    Model.Builder model = Model.builder().contentType("application/json");
    return content.withModels(
        content
            .models()
            .plus(
                "Empty",
                model
                    .id(ids.sixCharacters())
                    .name("Empty")
                    .description("This is a default empty schema model")
                    .schema(
                        """
                        {"$schema":"http://json-schema.org/draft-04/schema#",\
                        "title":"Empty Schema","type":"object"}\
                        """)
                    .build())
            .plus(
                "Error",
                model
                    .id(ids.sixCharacters())
                    .name("Error")
                    .description("This is a default error schema model")
                    .schema(
                        """
                        {"$schema":"http://json-schema.org/draft-04/schema#",\
                        "title":"Error Schema","type":"object",\
                        "properties":{"message":{"type":"string"}}}\
                        """)
                    .build()));
  }

  /** Throws if the API does not have a model. */
  static void checkExist(RestApiContent content, Collection<String> names) {
    for (String name : names) {
      if (name == null || !content.models().containsKey(name)) {
        throw MethodErrors.invalidModelIdentifier(String.valueOf(name));
      }
    }
  }

  public CreateModelResponse createModel(Caller caller, CreateModelRequest request) {
    Model model =
        Shapes.as(request, Model::builder)
            .id(ids.sixCharacters())
            .description(Descriptions.orNone(request.description()))
            .build();
    apis.edit(
        caller,
        request.restApiId(),
        state -> {
          checkName(request.name());
          ModelSchemas.check(state.content(), model);
          if (state.content().models().containsKey(model.name())) {
            throw MethodErrors.modelExists();
          }
          return with(state, model);
        });
    return Shapes.as(model, CreateModelResponse::builder).build();
  }

  public GetModelResponse getModel(Caller caller, GetModelRequest request) {
    Supplier<AwsException> absent = () -> RestErrors.invalidModelName(request.modelName());
    RestApiContent content = apis.get(caller, request.restApiId(), absent).content();
    Model model = model(content, request.modelName());
    return Shapes.as(
            Boolean.TRUE.equals(request.flatten()) ? ModelSchemas.flatten(content, model) : model,
            GetModelResponse::builder)
        .build();
  }

  public GetModelTemplateResponse getModelTemplate(Caller caller, GetModelTemplateRequest request) {
    Supplier<AwsException> absent = () -> RestErrors.invalidModelName(request.modelName());
    RestApiContent content = apis.get(caller, request.restApiId(), absent).content();
    return GetModelTemplateResponse.builder()
        .value(ModelTemplates.of(content, model(content, request.modelName())))
        .build();
  }

  public GetModelsResponse getModels(Caller caller, GetModelsRequest request) {
    Pages.Page<Model> page =
        pages.of(
            apis.get(caller, request.restApiId()).content().models(),
            request.limit(),
            request.position(),
            Model::name);
    return GetModelsResponse.builder().items(page.items()).position(page.position()).build();
  }

  public UpdateModelResponse updateModel(Caller caller, UpdateModelRequest request) {
    RestApiState edited =
        apis.edit(
            caller,
            request.restApiId(),
            () -> RestErrors.invalidModelName(request.modelName()),
            state -> {
              Model old = model(state.content(), request.modelName());
              Model changed = Patches.TABLE.apply(old, request.patchOperations());
              ModelSchemas.check(state.content(), changed);
              return with(state, changed);
            });
    return Shapes.as(model(edited.content(), request.modelName()), UpdateModelResponse::builder)
        .build();
  }

  public DeleteModelResponse deleteModel(Caller caller, DeleteModelRequest request) {
    apis.edit(
        caller,
        request.restApiId(),
        () -> RestErrors.invalidModelName(request.modelName()),
        state -> {
          RestApiContent content = state.content();
          Model model = model(content, request.modelName());
          checkUnused(content, model.name());
          return state.withContent(content.withModels(content.models().minus(model.name())));
        });
    return DeleteModelResponse.builder().build();
  }

  /** Throws if the name is empty or not alphanumeric. */
  public static void checkName(String name) {
    if (name.isEmpty()) {
      throw MethodErrors.emptyModelName();
    }
    if (!NAME.matcher(name).matches()) {
      throw MethodErrors.modelNameNotAlphanumeric(name);
    }
  }

  private static void checkUnused(RestApiContent content, String name) {
    MethodReferences.fromRequestsTo(content, name)
        .ifPresent(method -> {
          throw MethodErrors.modelInUseByMethod(
              name, "method request", method.httpMethod(), method.path());
        });
    MethodReferences.fromResponsesTo(content, name)
        .ifPresent(method -> {
          throw MethodErrors.modelInUseByMethod(
              name, "method response", method.httpMethod(), method.path());
        });
    for (Model other : content.models().values()) {
      if (!other.name().equals(name) && ModelSchemas.references(other).contains(name)) {
        throw MethodErrors.modelInUseByModel(name, other.name());
      }
    }
  }

  private static Model model(RestApiContent content, String name) {
    return Optional.ofNullable(content.models().get(name))
        .orElseThrow(() -> RestErrors.invalidModelName(name));
  }

  /** Throws if the total length of the schemas exceeds the quota. */
  public static void checkSize(PSortedMap<String, Model> models, Quotas quotas) {
    quotas.checkSize(
        Quota.MODELS_OF_AN_API,
        models.values().stream().mapToLong(each -> each.schema().length()).sum());
  }

  private RestApiState with(RestApiState state, Model model) {
    RestApiContent content = state.content();
    PSortedMap<String, Model> models = content.models().plus(model.name(), model);
    checkSize(models, quotas);
    return state.withContent(content.withModels(models));
  }
}
