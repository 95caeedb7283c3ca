import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Runs an HTTP backend on a free port, which it prints, until its input ends.
 *
 * <ul>
 *   <li>{@code /gate} answers after the next call of {@code /open};
 *   <li>{@code /stream} answers {@code first} at once, and {@code last} after the next call of
 *       {@code /open};
 *   <li>all else answers in JSON what it was sent, with the status that its last segment says, or
 *       200.
 * </ul>
 */
class Backend {
  private static final Semaphore GATE = new Semaphore(0);

  public static void main(String[] arguments) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", Backend::answer);
    server.start();
    System.out.println("port=" + server.getAddress().getPort());
    System.in.transferTo(System.err);
    System.exit(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/open" -> {
          GATE.release();
          exchange.sendResponseHeaders(204, -1);
        }
        case "/gate" -> {
          GATE.acquireUninterruptibly();
          exchange.sendResponseHeaders(204, -1);
        }
        case "/stream" -> stream(exchange);
        default -> echo(exchange);
      }
    }
  }

  private static void stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    body.write("first\n".getBytes(StandardCharsets.UTF_8));
    body.flush();
    GATE.acquireUninterruptibly();
    body.write("last\n".getBytes(StandardCharsets.UTF_8));
  }

  private static void echo(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    StringBuilder headers = new StringBuilder();
    new TreeMap<>(exchange.getRequestHeaders())
        .forEach((name, values) ->
            headers
                .append(headers.isEmpty() ? "" : ",")
                .append(json(name.toLowerCase()))
                .append(':')
                .append(json(String.join(",", values))));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    byte[] answer =
        "{\"sent\":%s,\"headers\":{%s},\"body\":%s}"
            .formatted(json(exchange.getRequestMethod() + " " + uri), headers, json(body))
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("X-Backend", "echo");
    exchange.sendResponseHeaders(status(uri.getPath()), answer.length);
    exchange.getResponseBody().write(answer);
  }

  private static int status(String path) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.matches("[2-5]\\d\\d") ? Integer.parseInt(last) : 200;
  }

  private static String json(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
