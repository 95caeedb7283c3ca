package dev.postern.runner;

import org.jspecify.annotations.Nullable;

/**
 * One call of a function.
 *
 * @param requestId AWS request id, a UUID
 * @param payload the event; shared, not copied
 * @param clientContext JSON text, or null
 * @param traceId value of {@code X-Amzn-Trace-Id}, or null
 */
public record Invocation(
    String requestId, byte[] payload, @Nullable String clientContext, @Nullable String traceId) {}
