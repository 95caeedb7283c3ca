package dev.postern.execute.live;

import dev.postern.auth.InvokePolicy;
import dev.postern.runner.FunctionSpec;

/**
 * A function as the data plane sees it.
 *
 * @param spec how the runner runs it
 * @param policy resource policy: who may invoke it
 */
public record LiveFunction(FunctionSpec spec, InvokePolicy policy) {}
