package dev.postern.deploy.rest;

import dev.postern.aws.ApiId;
import dev.postern.aws.Caller;
import dev.postern.execute.front.Endpoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stage a deployment is bound to.
 *
 * @param variables stage variables, filled into URIs, ARNs and credentials now
 * @param clientCertificateId what HTTPS backends are shown, or null
 * @param endpoint what stands before the API
 * @param canaryRequest whether it is the canary of a stage that has one; null without
 * @param observers makes who watches the requests to a method
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
    Reporting.MethodObservers observers) {}
