package dev.postern.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A handler behind a real socket on a free port of this machine. */
public final class LocalServer implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  /** Starts to listen; each request runs on its own thread. */
  public LocalServer(Function<HttpRequest, HttpResponse> handler) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no port", e);
    }
    server.createContext("/", exchange -> exchange(exchange, handler));
    server.setExecutor(threads);
    server.start();
  }

  public URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private static void exchange(HttpExchange exchange, Function<HttpRequest, HttpResponse> handler)
      throws IOException {
    try (exchange) {
      HttpResponse response = handler.apply(request(exchange));
      response.headers().forEach(exchange.getResponseHeaders()::add);
      byte[] body = response.body();
      exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static HttpRequest request(HttpExchange exchange) throws IOException {
    Headers.Builder headers = Headers.builder();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
    URI uri = exchange.getRequestURI();
    return new HttpRequest(
        exchange.getRequestMethod(),
        "http",
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Host"), ""),
        uri.getRawPath(),
        Objects.requireNonNullElse(uri.getRawQuery(), ""),
        headers.build(),
        exchange.getRequestBody().readAllBytes(),
        exchange.getRemoteAddress().getAddress().getHostAddress());
  }
}
