package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import dev.postern.testing.BodyText;
import dev.postern.testing.ExpectedText;
import dev.postern.testing.GoldenText.Section;
import dev.postern.testing.RawBackend;
import dev.postern.testing.TestApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request of a golden file and its expected response.
 *
 * @param received the request that the backend must get, or null
 */
record GoldenExchange(Message request, @Nullable Message received, Message answer) {

  /**
   * First line, header lines and body.
   *
   * @param body null if there is no empty line; then the body is not checked
   */
  record Message(String start, List<String> headers, @Nullable String body) {
    static Message of(String text) {
      int empty = (text + "\n").indexOf("\n\n");
      List<String> head = (empty < 0 ? text : text.substring(0, empty)).lines().toList();
      String body = empty < 0 ? null : text.substring(Math.min(text.length(), empty + 2));
      return new Message(head.getFirst(), head.subList(1, head.size()), body);
    }
  }

  static List<GoldenExchange> of(List<Section> sections) {
    List<GoldenExchange> exchanges = new ArrayList<>();
    Message request = null;
    Message received = null;
    for (Section section : sections) {
      switch (section.name()) {
        case "request" -> request = Message.of(section.text());
        case "received" -> received = Message.of(section.text());
        case "answer" -> {
          if (request == null) {
            throw new IllegalArgumentException("an answer before its request");
          }
          exchanges.add(new GoldenExchange(request, received, Message.of(section.text())));
          received = null;
        }
        default -> {
          // Part of the configuration
        }
      }
    }
    return exchanges;
  }

  void run(TestApi api, RawBackend backend) {
    while (backend.requests() > 0) {
      backend.takeRequest();
    }
    String[] words = request.start.split(" ", 2);
    byte[] body = new BodyText(request.body == null ? "" : request.body).bytes();
    HttpResponse response =
        api.send(words[0], words[1], body, request.headers.toArray(String[]::new));

    assertThat(Integer.toString(response.status()))
        .as("status of %s: %s", request.start, response.bodyText())
        .isEqualTo(answer.start);
    checkBody(answer, response.body(), api);
    checkHeaders(answer, response.headers(), api);
    checkSpelling(answer, response.headers());
    if (received != null) {
      checkReceived(received, backend.takeReceived(), api);
    }
  }

  private void checkReceived(Message expected, RawBackend.Received sent, TestApi api) {
    List<String> lines = sent.head().strip().lines().toList();
    Headers.Builder headers = Headers.builder();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    assertThat(lines.getFirst()).isEqualTo(filled(expected.start, api) + " HTTP/1.1");
    checkHeaders(expected, headers.build(), api);
    checkBody(expected, sent.body(), api);
  }

  private void checkBody(Message expected, byte[] actual, TestApi api) {
    if (expected.body != null) {
      new BodyText(filled(expected.body, api)).check("body of " + request.start, actual);
    }
  }

  /** Checks headers: a name with an exclamation mark must be absent; {@code *} is any value. */
  private static void checkHeaders(Message expected, Headers headers, TestApi api) {
    Map<String, List<ExpectedText>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : expected.headers) {
      if (line.startsWith("!")) {
        assertThat(headers.all(line.substring(1))).as(line).isEmpty();
        continue;
      }
      int colon = line.indexOf(": ");
      String value = filled(line.substring(colon + 2), api);
      values
          .computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>())
          .add(new ExpectedText(value.equals("*") ? "{rest}" : value));
    }
    values.forEach((name, texts) -> {
      List<String> actual = headers.all(name);
      assertThat(actual).as(name).hasSameSizeAs(texts);
      for (int i = 0; i < texts.size(); i++) {
        texts.get(i).check(name, actual.get(i));
      }
    });
  }

  private static void checkSpelling(Message expected, Headers actual) {
    List<String> spelled = new ArrayList<>();
    actual.forEach((name, _) -> spelled.add(name));
    for (String line : expected.headers) {
      if (!line.startsWith("!")) {
        assertThat(spelled).contains(line.substring(0, line.indexOf(": ")));
      }
    }
  }

  private static String filled(String text, TestApi api) {
    return text.replace("{api}", api.id());
  }
}
