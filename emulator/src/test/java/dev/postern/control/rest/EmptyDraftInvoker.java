package dev.postern.control.rest;

import dev.postern.control.DraftInvoker;
import dev.postern.control.state.RestApiState;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.TestInvokeAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodResponse;

/** A draft invoker that runs nothing and returns an empty 200. */
final class EmptyDraftInvoker implements DraftInvoker {
  @Override
  public TestInvokeMethodResponse invoke(
      RestApiState api, Resource resource, Method method, TestInvokeMethodRequest request) {
    return TestInvokeMethodResponse.builder().status(200).build();
  }

  @Override
  public TestInvokeAuthorizerResponse invoke(
      RestApiState api, Authorizer authorizer, TestInvokeAuthorizerRequest request) {
    return TestInvokeAuthorizerResponse.builder().clientStatus(0).build();
  }
}
