package dev.postern.runner.runtimeapi;

import org.jspecify.annotations.Nullable;

/**
 * One invocation as a runtime sees it.
 *
 * @param deadlineMillis since the epoch
 * @param functionArn as invoked
 * @param payload shared, not copied
 * @param takesStream whether the caller takes the answer as a stream, should it be one
 */
public record Delivery(
    String requestId,
    long deadlineMillis,
    String functionArn,
    @Nullable String traceId,
    @Nullable String clientContext,
    byte[] payload,
    boolean takesStream) {}
