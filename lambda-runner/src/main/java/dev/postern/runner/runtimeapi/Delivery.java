package dev.postern.runner.runtimeapi;

import org.jspecify.annotations.Nullable;

/**
 * One invocation as the Runtime API delivers it.
 *
 * @param deadlineMillis since the epoch
 * @param functionArn as invoked
 * @param payload shared, not copied
 * @param takesStream whether the caller accepts a streamed response
 */
public record Delivery(
    String requestId,
    long deadlineMillis,
    String functionArn,
    @Nullable String traceId,
    @Nullable String clientContext,
    byte[] payload,
    boolean takesStream) {}
