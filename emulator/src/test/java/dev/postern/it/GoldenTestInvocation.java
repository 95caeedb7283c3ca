package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.it.GoldenExchange.Message;
import dev.postern.testing.ExpectedText;
import dev.postern.testing.GoldenText.Section;
import dev.postern.testing.TestApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodResponse;

/**
 * A call of TestInvokeMethod in a golden file.
 *
 * @param test verb, resource and optionally path with query; headers and body
 * @param answer status, all headers and body, or null if only the log is checked
 * @param log its lines without times
 */
record GoldenTestInvocation(Message test, @Nullable Message answer, List<String> log) {
  private static final String STAMP = "^... ... \\d\\d ..:..:.. UTC .... : ";

  static List<GoldenTestInvocation> of(List<Section> sections) {
    List<GoldenTestInvocation> invocations = new ArrayList<>();
    Message test = null;
    Message answer = null;
    for (Section section : sections) {
      switch (section.name()) {
        case "test" -> test = Message.of(section.text());
        case "test answer" -> answer = Message.of(section.text());
        case "log" -> {
          if (test == null) {
            throw new IllegalArgumentException("a log before its test");
          }
          invocations.add(new GoldenTestInvocation(test, answer, section.text().lines().toList()));
          answer = null;
        }
        default -> {
          // Part of the configuration, or a request
        }
      }
    }
    return invocations;
  }

  void run(ApiGatewayClient rest, TestApi api, String backend) {
    String[] words = test.start().split(" ", 3);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : test.headers()) {
      int colon = line.indexOf(": ");
      headers.put(line.substring(0, colon), line.substring(colon + 2));
    }
    TestInvokeMethodResponse response =
        rest.testInvokeMethod(r ->
            r.restApiId(api.id())
                .resourceId(api.resource(words[1]))
                .httpMethod(words[0])
                .pathWithQueryString(words.length < 3 ? null : words[2])
                .headers(headers)
                .body(test.body()));

    List<String> lines = response.log().lines().map(line -> line.replaceFirst(STAMP, "")).toList();
    assertThat(lines).as("lines of %s", test.start()).hasSameSizeAs(log);
    for (int i = 0; i < log.size(); i++) {
      new ExpectedText(log.get(i).replace("{api}", api.id()).replace("{backend}", backend))
          .check("line of " + test.start(), lines.get(i));
    }
    assertThat(response.log()).endsWith("\n");
    if (answer != null) {
      check(answer, response);
    }
  }

  private static void check(Message expected, TestInvokeMethodResponse response) {
    assertThat(response.status()).hasToString(expected.start());
    List<String> headers = new ArrayList<>();
    response
        .multiValueHeaders()
        .forEach((name, values) -> values.forEach(value -> headers.add(name + ": " + value)));
    new ExpectedText(String.join("\n", expected.headers()))
        .check("headers", String.join("\n", headers));
    if (expected.body() != null) {
      new ExpectedText(expected.body()).check("body", response.body());
    }
  }
}
