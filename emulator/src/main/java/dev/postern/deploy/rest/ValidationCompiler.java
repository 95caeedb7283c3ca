package dev.postern.deploy.rest;

import dev.postern.control.state.RestApiContent;
import dev.postern.execute.phase.ValidateBody;
import dev.postern.execute.phase.ValidateParameters;
import dev.postern.execute.phase.ValidateParameters.Place;
import dev.postern.execute.phase.ValidateParameters.Required;
import dev.postern.mapping.BodyModels;
import dev.postern.mapping.ModelLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Model;
import software.amazon.awssdk.services.apigateway.model.RequestValidator;

/**
 * A compiler of the checks of a method's request validator. The API's models are read on first use.
 */
final class ValidationCompiler {
  private final RestApiContent content;
  private @Nullable ModelLibrary library;

  ValidationCompiler(RestApiContent content) {
    this.content = content;
  }

  /** Returns the checks of the method's validator. */
  MethodValidation compile(Method method) {
    String id = method.requestValidatorId();
    RequestValidator validator = id == null ? null : content.requestValidators().get(id);
    if (validator == null) {
      return MethodValidation.NONE;
    }
    List<Required> required =
        Boolean.TRUE.equals(validator.validateRequestParameters()) ? required(method) : List.of();
    boolean body =
        Boolean.TRUE.equals(validator.validateRequestBody()) && !method.requestModels().isEmpty();
    return new MethodValidation(
        required.isEmpty() ? null : new ValidateParameters(required),
        body ? new ValidateBody(BodyModels.compile(method.requestModels(), library())) : null);
  }

  /**
   * Returns the required parameters in the order of their full keys: {@code
   * method.request.header.x}.
   */
  private static List<Required> required(Method method) {
    List<Required> required = new ArrayList<>();
    for (Map.Entry<String, Boolean> parameter :
        new TreeMap<>(method.requestParameters()).entrySet()) {
      if (Boolean.TRUE.equals(parameter.getValue())) {
        String[] parts = parameter.getKey().split("\\.", 4);
        required.add(new Required(place(parts[2]), parts[3]));
      }
    }
    return required;
  }

  private static Place place(String part) {
    return switch (part) {
      case "header" -> Place.HEADER;
      case "path" -> Place.PATH;
      case "querystring" -> Place.QUERY_STRING;
      default -> throw new IllegalStateException("stored request parameter in " + part);
    };
  }

  private ModelLibrary library() {
    if (library == null) {
      library =
          new ModelLibrary(name ->
              Optional.ofNullable(content.models().get(name)).map(Model::schema).orElse(null));
    }
    return library;
  }
}
