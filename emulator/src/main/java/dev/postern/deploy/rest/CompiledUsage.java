package dev.postern.deploy.rest;

import dev.postern.execute.rest.ApiKeySource;
import dev.postern.execute.rest.IdentifyApiKey;
import dev.postern.execute.rest.LimitUsage;
import software.amazon.awssdk.services.apigateway.model.ApiKeySourceType;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/**
 * The API key settings of a method: the source of the key, and whether the method requires one.
 *
 * @param authorized whether an authorizer is asked before the key is checked
 */
record CompiledUsage(ApiKeySource source, boolean required, boolean authorized) {
  /** No API key is needed. */
  static final CompiledUsage OPEN = new CompiledUsage(ApiKeySource.HEADER, false, false);

  static CompiledUsage of(RestApi api, Method method) {
    String type = method.authorizationType();
    return new CompiledUsage(
        api.apiKeySource() == ApiKeySourceType.AUTHORIZER
            ? ApiKeySource.AUTHORIZER
            : ApiKeySource.HEADER,
        Boolean.TRUE.equals(method.apiKeyRequired()),
        type != null && !type.equals("NONE"));
  }

  /** Returns the phases for requests on a stage. */
  UsagePhases bind(String path, String verb, StageThrottles stage) {
    return new UsagePhases(
        authorized && source == ApiKeySource.HEADER ? new IdentifyApiKey() : null,
        new LimitUsage(
            source, required, verb, verb + " " + path, stage.limits(), stage.of(path, verb)));
  }
}
