package dev.postern.deploy;

import dev.postern.aws.ApiId;
import dev.postern.aws.Caller;
import java.util.Map;

/**
 * The stage a compiled method is bound to.
 *
 * @param observers makes who watches the requests to a method
 */
record StageBinding(
    ApiId api,
    Caller owner,
    String stage,
    Map<String, String> variables,
    Reporting.MethodObservers observers) {}
