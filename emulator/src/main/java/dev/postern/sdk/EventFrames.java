package dev.postern.sdk;

import dev.postern.http.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Encodes events as {@code application/vnd.amazon.eventstream}, one part of the body per event. */
record EventFrames(Flow.Publisher<EventStream.Event> events, JsonCodec json)
    implements Flow.Publisher<byte[]> {
  static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

  @Override
  public void subscribe(Flow.Subscriber<? super byte[]> subscriber) {
    events.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscriber.onSubscribe(subscription);
          }

          @Override
          public void onNext(EventStream.Event event) {
            subscriber.onNext(frame(event));
          }

          @Override
          public void onError(Throwable reason) {
            subscriber.onError(reason);
          }

          @Override
          public void onComplete() {
            subscriber.onComplete();
          }
        });
  }

  private byte[] frame(EventStream.Event event) {
    SdkBytes blob = blob(event.body());
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(":event-type", HeaderValue.fromString(event.type()));
    headers.put(
        ":content-type",
        HeaderValue.fromString(blob == null ? MediaType.JSON : "application/octet-stream"));
    headers.put(":message-type", HeaderValue.fromString("event"));
    byte[] payload = blob == null ? json.write(event.body()) : blob.asByteArrayUnsafe();
    return new Message(headers, payload).toByteBuffer().array();
  }

  /** Returns the event's blob, or null if the event has members instead. */
  private static @Nullable SdkBytes blob(SdkPojo body) {
    for (SdkField<?> field : body.sdkFields()) {
      if (field.containsTrait(PayloadTrait.class)
          && field.getValueOrDefault(body) instanceof SdkBytes bytes) {
        return bytes;
      }
    }
    return null;
  }
}
