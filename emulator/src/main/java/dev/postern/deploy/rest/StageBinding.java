package dev.postern.deploy.rest;

import dev.postern.aws.ApiId;
import dev.postern.aws.Caller;
import dev.postern.execute.front.Endpoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stage a deployment is bound to.
 *
 * @param variables stage variables, substituted in URIs, ARNs and credentials
 * @param clientCertificateId client certificate for HTTPS backends, or null
 * @param endpoint handling of the API's endpoint type
 * @param canaryRequest whether this is the canary release; null on a stage without a canary
 * @param observers creates the observers of a method
 * @param authorizerCaches caches of authorizers' results; null if none are cached
 * @param caching cache of responses; null if the stage has none
 * @param limits throttles and API keys; null for a draft, which has none
 */
public record StageBinding(
    ApiId api,
    Caller owner,
    String stage,
    String deploymentId,
    Map<String, String> variables,
    @Nullable String clientCertificateId,
    Endpoint endpoint,
    @Nullable Boolean canaryRequest,
    Reporting.MethodObservers observers,
    @Nullable AuthorizerCaches authorizerCaches,
    @Nullable StageCaching caching,
    @Nullable StageThrottles limits) {}
