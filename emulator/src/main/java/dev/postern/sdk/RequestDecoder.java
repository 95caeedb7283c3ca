package dev.postern.sdk;

import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.QueryString;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;

/**
 * Converts HTTP requests to the SDK's request class of one operation. The constructor loads that
 * class; decoding uses only the SDK's field metadata. Safe from any thread.
 */
final class RequestDecoder {
  private final UriTemplate uri;
  private final JsonCodec json;
  private final MethodHandle newBuilder;
  private final List<SdkField<?>> textFields = new ArrayList<>();
  private final boolean jsonBody;

  /** The member that is the whole body, or null if the body has members. */
  private final @Nullable SdkField<?> payload;

  RequestDecoder(Operation operation, JsonCodec json) {
    this.uri = operation.uri();
    this.json = json;
    this.newBuilder = builderMethod(operation.requestClassName());
    SdkPojo sample = newBuilder();
    sample.sdkFields().stream()
        .filter(field -> field.location() != MarshallLocation.PAYLOAD)
        .forEach(textFields::add);
    this.payload =
        sample.sdkFields().stream()
            .filter(field -> field.containsTrait(PayloadTrait.class))
            .findFirst()
            .orElse(null);
    this.jsonBody = payload == null && JsonCodec.hasBody(sample);
  }

  /**
   * Decodes an SDK request.
   *
   * @param labels decoded values of the path's labels, by wire name
   * @throws dev.postern.aws.error.AwsException {@code SerializationException}
   */
  SdkPojo decode(HttpRequest request, Map<String, String> labels) {
    SdkPojo builder = newBuilder();
    Map<String, List<String>> query = QueryString.parse(request.query());
    for (SdkField<?> field : textFields) {
      Object value = text(field, labels, query, request.headers());
      if (value != null) {
        field.set(builder, value);
      }
    }
    if (request.body().length > 0) {
      body(builder, request.body());
    }
    return JsonCodec.build(builder);
  }

  private @Nullable Object text(
      SdkField<?> field,
      Map<String, String> labels,
      Map<String, List<String>> query,
      Headers headers) {
    return switch (field.location()) {
      case PATH, GREEDY_PATH -> scalar(field, labels.get(field.locationName()));
      case HEADER -> scalar(field, headers.get(field.locationName()));
      case QUERY_PARAM -> queryMember(field, query);
      case PAYLOAD, STATUS_CODE ->
          throw new IllegalStateException(field.memberName() + " is not of the request line");
    };
  }

  private @Nullable Object queryMember(SdkField<?> field, Map<String, List<String>> query) {
    if (field.marshallingType().getKnownType() == MarshallingKnownType.MAP) {
      return unboundParameters(query);
    }
    List<String> values = query.get(field.locationName());
    if (values == null) {
      return null;
    }
    if (field.marshallingType().getKnownType() == MarshallingKnownType.LIST) {
      SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
      return values.stream().map(value -> Scalars.parse(element, value)).toList();
    }
    return Scalars.parse(field, values.getFirst());
  }

  /**
   * Returns the query parameters for a map member: all that belong neither to another member, nor
   * to the template, nor to the signature of a presigned URL.
   */
  private @Nullable Map<String, String> unboundParameters(Map<String, List<String>> query) {
    Map<String, String> unbound = new LinkedHashMap<>();
    query.forEach((name, values) -> {
      if (!isBound(name)) {
        unbound.put(name, values.getFirst());
      }
    });
    return unbound.isEmpty() ? null : unbound;
  }

  private boolean isBound(String name) {
    return uri.query().containsKey(name)
        || name.startsWith("X-Amz-")
        || textFields.stream()
            .anyMatch(field ->
                field.location() == MarshallLocation.QUERY_PARAM
                    && field.marshallingType().getKnownType() != MarshallingKnownType.MAP
                    && field.locationName().equals(name));
  }

  private void body(SdkPojo builder, byte[] body) {
    if (jsonBody) {
      json.readInto(builder, body);
      return;
    }
    if (payload == null) {
      return;
    }
    if (payload.marshallingType().getKnownType() == MarshallingKnownType.SDK_BYTES) {
      payload.set(builder, SdkBytes.fromByteArrayUnsafe(body));
      return;
    }
    payload.set(builder, json.read(payload.constructor().get(), body));
  }

  private static @Nullable Object scalar(SdkField<?> field, @Nullable String text) {
    return text == null ? null : Scalars.parse(field, text);
  }

  private SdkPojo newBuilder() {
    try {
      return (SdkPojo) newBuilder.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException("the SDK's builder() failed", e);
    }
  }

  private static MethodHandle builderMethod(String className) {
    try {
      MethodHandle builder =
          MethodHandles.publicLookup().unreflect(Class.forName(className).getMethod("builder"));
      return builder.asType(MethodType.methodType(SdkPojo.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("not a class of the SDK: " + className, e);
    }
  }
}
