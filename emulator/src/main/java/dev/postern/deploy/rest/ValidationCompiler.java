package dev.postern.deploy.rest;

import dev.postern.control.state.RestApiContent;
import dev.postern.execute.Phase;
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

/** Compiles what a method's request validator checks. The API's models are read at first need. */
final class ValidationCompiler {
  private final RestApiContent content;
  private @Nullable ModelLibrary library;

  ValidationCompiler(RestApiContent content) {
    this.content = content;
  }

  /** The phases, parameters first; none for a method without validator. */
  List<Phase> compile(Method method) {
    String id = method.requestValidatorId();
    RequestValidator validator = id == null ? null : content.requestValidators().get(id);
    if (validator == null) {
      return List.of();
    }
    List<Phase> phases = new ArrayList<>(2);
    List<Required> required = required(method);
    if (Boolean.TRUE.equals(validator.validateRequestParameters()) && !required.isEmpty()) {
      phases.add(new ValidateParameters(required));
    }
    if (Boolean.TRUE.equals(validator.validateRequestBody()) && !method.requestModels().isEmpty()) {
      phases.add(new ValidateBody(BodyModels.compile(method.requestModels(), library())));
    }
    return phases;
  }

  /** In the order of the whole keys: {@code method.request.header.x}. */
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
