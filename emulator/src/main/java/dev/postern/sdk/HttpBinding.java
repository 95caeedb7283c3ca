package dev.postern.sdk;

import dev.postern.http.BodyStream;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import dev.postern.http.MediaType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.PayloadTrait;

/**
 * Converts between HTTP messages and SDK model classes for every operation: maps members to path,
 * query, header, status and body. Loads an operation's classes with its first request. Safe from
 * any thread.
 */
public final class HttpBinding {
  private static final int NO_CONTENT = 204;
  private static final byte[] NO_BODY = {};

  private final JsonCodec json;
  private final Map<Operation, RequestDecoder> decoders = new ConcurrentHashMap<>();

  public HttpBinding(JsonCodec json) {
    this.json = json;
  }

  /**
   * Decodes an SDK request from an HTTP request.
   *
   * @param labels decoded values of the path's labels, by wire name
   * @throws dev.postern.aws.error.AwsException {@code SerializationException} if a value has the
   *     wrong type or the body is no JSON
   */
  public SdkPojo decode(Operation operation, HttpRequest request, Map<String, String> labels) {
    return decoders
        .computeIfAbsent(operation, key -> new RequestDecoder(key, json))
        .decode(request, labels);
  }

  /**
   * Encodes an SDK response as an HTTP response.
   *
   * @param response of the operation's response class
   */
  public HttpResponse encode(Operation operation, SdkPojo response) {
    if (!response.getClass().getSimpleName().equals(operation.name() + "Response")) {
      throw new IllegalStateException(
          "%s answered with %s".formatted(operation.name(), response.getClass().getName()));
    }
    int status = status(operation, response);
    Headers.Builder headers = Headers.builder();
    for (SdkField<?> field : response.sdkFields()) {
      Object value = field.getValueOrDefault(response);
      if (field.location() == MarshallLocation.HEADER && value != null) {
        headers.set(field.locationName(), Scalars.format(field, value));
      }
    }
    if (status == NO_CONTENT || !JsonCodec.hasBody(response)) {
      return new HttpResponse(status, headers.build(), NO_BODY);
    }
    Optional<SdkField<?>> payload = payload(response);
    if (!headers.contains("Content-Type")) {
      headers.set("Content-Type", contentType(operation, payload));
    }
    return new HttpResponse(status, headers.build(), body(response, payload));
  }

  /** Encodes an SDK response and the events that follow it as an HTTP response. */
  public HttpResponse encode(Operation operation, EventStream stream) {
    HttpResponse head = encode(operation, stream.response());
    return HttpResponse.streamed(
        head.status(),
        head.headers().toBuilder().set("Content-Type", EventFrames.CONTENT_TYPE).build(),
        BodyStream.of(new EventFrames(stream.events(), json)));
  }

  private static Optional<SdkField<?>> payload(SdkPojo response) {
    for (SdkField<?> field : response.sdkFields()) {
      if (field.containsTrait(PayloadTrait.class)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the content type. The response of a function is JSON; any other body that is one blob
   * has no known type.
   */
  private static String contentType(Operation operation, Optional<SdkField<?>> payload) {
    boolean blob =
        payload.isPresent()
            && payload.get().marshallingType().getKnownType() == MarshallingKnownType.SDK_BYTES;
    return blob && !operation.service().equals("lambda")
        ? "application/octet-stream"
        : MediaType.JSON;
  }

  private byte[] body(SdkPojo response, Optional<SdkField<?>> payload) {
    if (payload.isEmpty()) {
      return json.write(response);
    }
    return switch (payload.get().getValueOrDefault(response)) {
      case null -> NO_BODY;
      case SdkBytes bytes -> bytes.asByteArrayUnsafe();
      case SdkPojo structure -> json.write(structure);
      default -> throw new IllegalStateException("a body of " + response.getClass().getName());
    };
  }

  private static int status(Operation operation, SdkPojo response) {
    for (SdkField<?> field : response.sdkFields()) {
      if (field.location() == MarshallLocation.STATUS_CODE
          && field.getValueOrDefault(response) instanceof Integer status) {
        return status;
      }
    }
    return operation.successStatus();
  }
}
