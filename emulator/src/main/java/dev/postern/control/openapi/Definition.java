package dev.postern.control.openapi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.DocumentationPart;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Model;
import software.amazon.awssdk.services.apigateway.model.RequestValidator;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/**
 * The content of a file in AWS's model, not validated. Its parts have names instead of ids and
 * reference each other by name.
 *
 * @param settings members of the API that the file sets; others are unset
 * @param paths in the order of the file, with the base path applied
 * @param documentation without ids
 * @param errors prevent the import of the file
 * @param warnings about parts that were ignored
 */
public record Definition(
    RestApi settings,
    List<Model> models,
    List<RequestValidator> validators,
    List<Authorizer> authorizers,
    List<GatewayResponse> gatewayResponses,
    List<Path> paths,
    List<DocumentationPart> documentation,
    List<String> errors,
    List<String> warnings) {

  public Definition {
    models = List.copyOf(models);
    validators = List.copyOf(validators);
    authorizers = List.copyOf(authorizers);
    gatewayResponses = List.copyOf(gatewayResponses);
    paths = List.copyOf(paths);
    documentation = List.copyOf(documentation);
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
  }

  /**
   * A path with its operations, possibly none.
   *
   * @param path full path, with a slash at its start only
   */
  public record Path(String path, List<Operation> operations) {
    public Path {
      operations = List.copyOf(operations);
    }
  }

  /**
   * A method.
   *
   * @param method with its HTTP method and its method responses
   * @param authorizer name of the authorizer, or null
   * @param validator name of the request validator, or null
   * @param integration with its integration responses, or null
   */
  public record Operation(
      Method method,
      @Nullable String authorizer,
      @Nullable String validator,
      @Nullable Integration integration) {}
}
