package dev.postern.control;

import dev.postern.control.state.RestApiState;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.TestInvokeAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodResponse;

/** Runs parts of an undeployed draft, for the control plane's test operations. */
public interface DraftInvoker {
  /**
   * Calls a method as the draft has it; blocks until it has answered.
   *
   * @param method of the resource; it serves the request's verb
   */
  TestInvokeMethodResponse invoke(
      RestApiState api, Resource resource, Method method, TestInvokeMethodRequest request);

  /** Asks an authorizer of the draft; blocks until it has answered. */
  TestInvokeAuthorizerResponse invoke(
      RestApiState api, Authorizer authorizer, TestInvokeAuthorizerRequest request);
}
