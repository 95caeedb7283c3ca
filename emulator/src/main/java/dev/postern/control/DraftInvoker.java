package dev.postern.control;

import dev.postern.control.state.RestApiState;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.TestInvokeAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodResponse;

/** Runs methods and authorizers of an undeployed draft, for the TestInvoke operations. */
public interface DraftInvoker {
  /**
   * Invokes a method of the draft. Blocks until the response is complete.
   *
   * @param method the method of the resource for the request's HTTP method
   */
  TestInvokeMethodResponse invoke(
      RestApiState api, Resource resource, Method method, TestInvokeMethodRequest request);

  /** Invokes an authorizer of the draft. Blocks until it has decided. */
  TestInvokeAuthorizerResponse invoke(
      RestApiState api, Authorizer authorizer, TestInvokeAuthorizerRequest request);
}
