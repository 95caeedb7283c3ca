package dev.postern.control.rest.content;

import dev.postern.aws.Caller;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.DraftInvoker;
import dev.postern.control.RestApiStates;
import dev.postern.control.state.RestApiState;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.TestInvokeAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodResponse;

/**
 * The operations TestInvokeMethod and TestInvokeAuthorizer, which run parts of an undeployed draft.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_TestInvokeMethod.html">
 *     TestInvokeMethod</a>
 */
public final class DraftInvocationOperations {
  private static final String ANY = "ANY";

  private final RestApiStates apis;
  private final DraftInvoker invoker;

  public DraftInvocationOperations(RestApiStates apis, DraftInvoker invoker) {
    this.apis = apis;
    this.invoker = invoker;
  }

  public TestInvokeMethodResponse testInvokeMethod(Caller caller, TestInvokeMethodRequest request) {
    RestApiState state =
        apis.get(caller, request.restApiId(), RestErrors::invalidResourceIdentifier);
    Resource resource = Drafts.resource(state.content(), request.resourceId());
    Method method =
        Optional.ofNullable(resource.resourceMethods().get(request.httpMethod()))
            .or(() -> Optional.ofNullable(resource.resourceMethods().get(ANY)))
            .orElseThrow(RestErrors::invalidMethodIdentifier);
    var _ = Drafts.integration(method);
    return invoker.invoke(state, resource, method, request);
  }

  public TestInvokeAuthorizerResponse testInvokeAuthorizer(
      Caller caller, TestInvokeAuthorizerRequest request) {
    RestApiState state = apis.get(caller, request.restApiId());
    Authorizer authorizer =
        Optional.ofNullable(state.content().authorizers().get(request.authorizerId()))
            .orElseThrow(RestErrors::invalidAuthorizerIdentifier);
    return invoker.invoke(state, authorizer, request);
  }
}
