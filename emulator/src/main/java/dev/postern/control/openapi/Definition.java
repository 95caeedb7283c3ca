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
 * What a file defines, in AWS's terms and nothing checked: parts have names and no ids, and name
 * each other.
 *
 * @param settings what the file says of the API itself; all else is unset
 * @param paths in the order of the file, base path applied
 * @param documentation without ids
 * @param errors that keep the file from being imported
 * @param warnings about what is left out
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
   * A path and what can be done there, which may be nothing.
   *
   * @param path full, with a slash at its start only
   */
  public record Path(String path, List<Operation> operations) {
    public Path {
      operations = List.copyOf(operations);
    }
  }

  /**
   * A method.
   *
   * @param method with its verb and its method responses
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
