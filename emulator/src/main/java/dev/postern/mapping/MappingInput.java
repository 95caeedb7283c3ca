package dev.postern.mapping;

import dev.postern.http.Headers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that templates and parameter mappings of one request may read, and the overrides they write.
 * For one thread at a time.
 *
 * <p>One instance serves the request side, a second one ({@link #forResponse}) the response side.
 * They share parameters and context.
 *
 * @param body the method request's body, or on the response side the integration's
 * @param context {@code $context}: a mutable map of strings, numbers, booleans and such maps, with
 *     {@code requestOverride} ({@code header}, {@code path}, {@code querystring}) and {@code
 *     responseOverride} ({@code header}) as empty mutable maps
 * @param responseHeaders the integration's response headers; null on the request side
 */
public record MappingInput(
    Payload body,
    RequestParameters request,
    Map<String, Object> context,
    Map<String, String> stageVariables,
    @Nullable Headers responseHeaders) {

  /** Returns the input of the request side. */
  public MappingInput(
      Payload body,
      RequestParameters request,
      Map<String, Object> context,
      Map<String, String> stageVariables) {
    this(body, request, context, stageVariables, null);
  }

  /** Returns the input of the response side of the same request. */
  public MappingInput forResponse(Payload responseBody, Headers headersOfResponse) {
    return new MappingInput(responseBody, request, context, stageVariables, headersOfResponse);
  }

  /** Returns the same with another body: the converted one. */
  public MappingInput withBody(Payload other) {
    return new MappingInput(other, request, context, stageVariables, responseHeaders);
  }
}
