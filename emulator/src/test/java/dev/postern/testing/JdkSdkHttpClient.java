package dev.postern.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Runs SDK clients on the JDK's HTTP client, which supports PATCH; the SDK's URL connection client
 * does not.
 */
public final class JdkSdkHttpClient implements SdkHttpClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Headers that the JDK sets itself. */
  private static final Set<String> CONNECTION_HEADERS =
      Set.of("host", "content-length", "expect", "connection", "transfer-encoding");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Call(client, request);
  }

  @Override
  public void close() {
    client.close();
  }

  private record Call(HttpClient client, HttpExecuteRequest request)
      implements ExecutableHttpRequest {

    @Override
    public HttpExecuteResponse call() throws IOException {
      try {
        return answer(client.send(jdkRequest(), HttpResponse.BodyHandlers.ofByteArray()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (IOException) new InterruptedIOException("interrupted").initCause(e);
      }
    }

    @Override
    public void abort() {}

    private HttpRequest jdkRequest() throws IOException {
      SdkHttpRequest sdk = request.httpRequest();
      HttpRequest.Builder jdk =
          HttpRequest.newBuilder(sdk.getUri()).timeout(TIMEOUT).method(sdk.method().name(), body());
      sdk.forEachHeader((name, values) -> {
        if (!CONNECTION_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
          values.forEach(value -> jdk.header(name, value));
        }
      });
      return jdk.build();
    }

    private HttpRequest.BodyPublisher body() throws IOException {
      if (request.contentStreamProvider().isEmpty()) {
        return HttpRequest.BodyPublishers.noBody();
      }
      try (InputStream stream = request.contentStreamProvider().get().newStream()) {
        return HttpRequest.BodyPublishers.ofByteArray(stream.readAllBytes());
      }
    }

    private static HttpExecuteResponse answer(HttpResponse<byte[]> response) {
      AbortableInputStream body =
          AbortableInputStream.create(new ByteArrayInputStream(response.body()));
      return HttpExecuteResponse.builder()
          .response(
              SdkHttpFullResponse.builder()
                  .statusCode(response.statusCode())
                  .headers(response.headers().map())
                  .build())
          .responseBody(body)
          .build();
    }
  }
}
