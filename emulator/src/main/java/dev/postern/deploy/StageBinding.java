package dev.postern.deploy;

import dev.postern.aws.ApiId;
import dev.postern.aws.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stage a compiled method is bound to.
 *
 * @param clientCertificateId what HTTPS backends are shown, or null
 * @param observers makes who watches the requests to a method
 */
record StageBinding(
    ApiId api,
    Caller owner,
    String stage,
    Map<String, String> variables,
    @Nullable String clientCertificateId,
    Reporting.MethodObservers observers) {}
