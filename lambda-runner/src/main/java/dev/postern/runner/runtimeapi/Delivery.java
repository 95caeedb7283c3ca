package dev.postern.runner.runtimeapi;

import org.jspecify.annotations.Nullable;

/**
 * One invocation as a runtime sees it.
 *
 * @param deadlineMillis since the epoch
 * @param functionArn as invoked
 * @param payload shared, not copied
 */
public record Delivery(
    String requestId,
    long deadlineMillis,
    String functionArn,
    @Nullable String traceId,
    @Nullable String clientContext,
    byte[] payload) {}
