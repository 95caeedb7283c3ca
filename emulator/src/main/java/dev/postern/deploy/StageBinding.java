package dev.postern.deploy;

import dev.postern.aws.ApiId;
import dev.postern.aws.Caller;
import dev.postern.execute.Observer;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The stage a compiled method is bound to.
 *
 * @param observers makes who watches a request; null when nobody wants to
 */
record StageBinding(
    ApiId api,
    Caller owner,
    String stage,
    Map<String, String> variables,
    @Nullable Supplier<Observer> observers) {}
