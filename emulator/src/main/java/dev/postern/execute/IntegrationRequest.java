package dev.postern.execute;

import dev.postern.http.Headers;

/**
 * What goes to the backend.
 *
 * @param method verb
 * @param uri path and query, raw; {@code ""} for functions and mocks, which have their own address
 */
public record IntegrationRequest(String method, String uri, Headers headers, byte[] body) {}
