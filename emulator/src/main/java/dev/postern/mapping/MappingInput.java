package dev.postern.mapping;

import dev.postern.http.Headers;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that templates and parameter mappings of one request may read, and the overrides they write.
 * For one thread.
 *
 * <p>One instance serves the request side, a second one ({@link #forResponse}) the response side:
 * it shares parameters and context with the first.
 */
public final class MappingInput {
  private final Payload body;
  private final RequestParameters request;
  private final Supplier<Map<String, Object>> contextMaker;
  private final Map<String, String> stageVariables;
  private final @Nullable Headers responseHeaders;
  private final @Nullable MappingInput requestSide;
  private @Nullable Map<String, Object> context;

  /**
   * For the request side.
   *
   * @param contextMaker makes the {@code $context} tree, asked at most once and only if something
   *     reads it: a mutable map of strings, numbers, booleans and such maps, with {@code
   *     requestOverride} ({@code header}, {@code path}, {@code querystring}) and {@code
   *     responseOverride} ({@code header}) as empty mutable maps
   */
  public MappingInput(
      Payload body,
      RequestParameters request,
      Supplier<Map<String, Object>> contextMaker,
      Map<String, String> stageVariables) {
    this(body, request, contextMaker, stageVariables, null, null);
  }

  private MappingInput(
      Payload body,
      RequestParameters request,
      Supplier<Map<String, Object>> contextMaker,
      Map<String, String> stageVariables,
      @Nullable Headers responseHeaders,
      @Nullable MappingInput requestSide) {
    this.body = body;
    this.request = request;
    this.contextMaker = contextMaker;
    this.stageVariables = stageVariables;
    this.responseHeaders = responseHeaders;
    this.requestSide = requestSide;
  }

  /**
   * The same request, seen from its integration's response.
   *
   * @param answered adds to the context what is known only now, if anything reads it
   */
  public MappingInput forResponse(
      Payload responseBody, Headers headersOfResponse, Consumer<Map<String, Object>> answered) {
    return new MappingInput(
        responseBody,
        request,
        () -> {
          Map<String, Object> shared = context();
          answered.accept(shared);
          return shared;
        },
        stageVariables,
        headersOfResponse,
        this);
  }

  /** The same with another body: the converted one. */
  public MappingInput withBody(Payload other) {
    return new MappingInput(other, request, this::context, stageVariables, responseHeaders, this);
  }

  /** The method request's body, or on the response side the integration's. */
  public Payload body() {
    return body;
  }

  public RequestParameters request() {
    return request;
  }

  public Map<String, Object> context() {
    if (context == null) {
      context = contextMaker.get();
    }
    return context;
  }

  /** The context if anything has read it, on either side: only then can there be overrides. */
  public @Nullable Map<String, Object> contextIfRead() {
    if (context != null || requestSide == null) {
      return context;
    }
    return requestSide.contextIfRead();
  }

  public Map<String, String> stageVariables() {
    return stageVariables;
  }

  /** The integration's response headers; null on the request side. */
  public @Nullable Headers responseHeaders() {
    return responseHeaders;
  }
}
