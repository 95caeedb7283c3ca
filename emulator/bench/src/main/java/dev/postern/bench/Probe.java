package dev.postern.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks once, and looks at the answer: load on a server that answers nonsense measures nothing. */
final class Probe {
  /** HTTP/1.1: each request would ask for HTTP/2 otherwise. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final ObjectMapper mapper = new ObjectMapper();

  /**
   * Asks the target's first path.
   *
   * @param member that the JSON object it answers must have
   * @return milliseconds until the answer was there
   * @throws IOException when it answers something else
   */
  double ask(Target target, String member) throws IOException, InterruptedException {
    HttpRequest.Builder asking = HttpRequest.newBuilder(URI.create(target.firstUrl()));
    target.headers().forEach(asking::header);
    HttpRequest request = asking.build();
    long asked = System.nanoTime();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    double millis = (System.nanoTime() - asked) / 1e6;
    if (response.statusCode() != 200) {
      throw new IOException(
          "%s answered %d: %s".formatted(target.name(), response.statusCode(), response.body()));
    }
    JsonNode body = mapper.readTree(response.body());
    if (!body.has(member)) {
      throw new IOException("%s answered %s".formatted(target.name(), response.body()));
    }
    return millis;
  }
}
