package dev.postern.testing;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.reactivestreams.FlowAdapters;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/** Runs asynchronous SDK clients on the JDK's HTTP client. */
public final class JdkSdkAsyncHttpClient implements SdkAsyncHttpClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Headers that the JDK sets itself. */
  private static final Set<String> CONNECTION_HEADERS =
      Set.of("host", "content-length", "expect", "connection", "transfer-encoding");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    var _ =
        client
            .sendAsync(jdkRequest(request), HttpResponse.BodyHandlers.ofPublisher())
            .whenComplete((response, failure) -> {
              if (response == null) {
                request.responseHandler().onError(failure);
                done.completeExceptionally(failure);
                return;
              }
              request
                  .responseHandler()
                  .onHeaders(
                      SdkHttpResponse.builder()
                          .statusCode(response.statusCode())
                          .headers(response.headers().map())
                          .build());
              request
                  .responseHandler()
                  .onStream(FlowAdapters.toPublisher(new Parts(response.body(), done)));
            });
    return done;
  }

  @Override
  public void close() {
    client.close();
  }

  /** Builds a client that is closed with its SDK client. */
  static final class Builder implements SdkAsyncHttpClient.Builder<Builder> {
    @Override
    public SdkAsyncHttpClient buildWithDefaults(AttributeMap defaults) {
      return new JdkSdkAsyncHttpClient();
    }
  }

  private static HttpRequest jdkRequest(AsyncExecuteRequest request) {
    SdkHttpRequest sdk = request.request();
    long length = request.requestContentPublisher().contentLength().orElse(0L);
    HttpRequest.BodyPublisher body =
        length == 0
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.fromPublisher(
                FlowAdapters.toFlowPublisher(request.requestContentPublisher()), length);
    HttpRequest.Builder jdk =
        HttpRequest.newBuilder(sdk.getUri()).method(sdk.method().name(), body);
    sdk.forEachHeader((name, values) -> {
      if (!CONNECTION_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
        values.forEach(value -> jdk.header(name, value));
      }
    });
    return jdk.build();
  }

  /** Converts the JDK's lists of buffers to the SDK's buffers. */
  private record Parts(Flow.Publisher<List<ByteBuffer>> lists, CompletableFuture<Void> done)
      implements Flow.Publisher<ByteBuffer> {
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      lists.subscribe(
          new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
              subscriber.onSubscribe(subscription);
            }

            @Override
            public void onNext(List<ByteBuffer> list) {
              ByteBuffer all =
                  ByteBuffer.allocate(list.stream().mapToInt(ByteBuffer::remaining).sum());
              list.forEach(all::put);
              subscriber.onNext(all.flip());
            }

            @Override
            public void onError(Throwable failure) {
              subscriber.onError(failure);
              done.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
              subscriber.onComplete();
              done.complete(null);
            }
          });
    }
  }
}
