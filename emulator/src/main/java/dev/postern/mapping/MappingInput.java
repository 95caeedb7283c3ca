package dev.postern.mapping;

import dev.postern.http.Headers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Input of the templates and parameter mappings of one request, and the overrides that they write.
 * Not thread-safe.
 *
 * <p>One instance is for the request. A second one ({@link #forResponse}) is for the response. They
 * share parameters and context.
 *
 * @param body body of the method request or, for a response, of the integration's response
 * @param context {@code $context}: a mutable map of strings, numbers, booleans and such maps, with
 *     {@code requestOverride} ({@code header}, {@code path}, {@code querystring}) and {@code
 *     responseOverride} ({@code header}) as empty mutable maps
 * @param responseHeaders headers of the integration's response; null for a request
 */
public record MappingInput(
    Payload body,
    RequestParameters request,
    Map<String, Object> context,
    Map<String, String> stageVariables,
    @Nullable Headers responseHeaders) {

  /** Creates the input for a request. */
  public MappingInput(
      Payload body,
      RequestParameters request,
      Map<String, Object> context,
      Map<String, String> stageVariables) {
    this(body, request, context, stageVariables, null);
  }

  /** Returns the input for the integration's response to this request. */
  public MappingInput forResponse(Payload responseBody, Headers headersOfResponse) {
    return new MappingInput(responseBody, request, context, stageVariables, headersOfResponse);
  }

  /** Returns this input with another body, such as a converted one. */
  public MappingInput withBody(Payload other) {
    return new MappingInput(other, request, context, stageVariables, responseHeaders);
  }
}
