package dev.postern.execute;

import dev.postern.http.Headers;

/**
 * The request that is sent to the backend.
 *
 * @param method HTTP method
 * @param uri path and query, raw; {@code ""} for functions and mocks, which have their own address
 */
public record IntegrationRequest(String method, String uri, Headers headers, byte[] body) {}
