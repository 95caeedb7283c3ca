package dev.postern.mapping;

import dev.postern.http.Headers;
import dev.postern.testing.FuzzInput;
import dev.postern.testing.FuzzRun;
import org.junit.jupiter.api.Test;

/**
 * Fuzzing of mapping expressions, of templates of gateway responses and access logs, and of
 * integration URIs. Parts: expression, body, a value.
 */
public class MappingExpressionFuzz {

  /** Entry point of Jazzer. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    FuzzInput parts = new FuzzInput(bytes);
    MappingInput input =
        new Inputs()
            .body(parts.part(1))
            .path("id", parts.part(2))
            .query("q", parts.part(2))
            .header("X-Header", parts.part(2))
            .context("identity.sourceIp", "192.0.2.1")
            .stageVariable("color", parts.part(2))
            .input()
            .forResponse(
                new Payload(parts.part(1).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                Headers.of("X-Header", "value"));
    value(parts.part(0), input);
    SubstitutionTemplate.compile(parts.part(0)).render(input, "-");
    UriTemplate.compile(parts.part(0), name -> name.equals("id"))
        .render(input.request().path()::get);
    StageVariables.substitute(parts.part(0), input.stageVariables());
  }

  private static void value(String expression, MappingInput input) {
    MappingExpression compiled;
    try {
      compiled = MappingExpression.compile(expression);
    } catch (IllegalArgumentException _) {
      return;
    }
    try {
      compiled.value(input);
      compiled.values(input);
    } catch (InvalidJsonBodyException | IllegalArgumentException _) {
      // The body is not JSON, or the search for the value is too much work.
    }
  }

  @Test
  void corpusAndMutationsOfIt() {
    FuzzRun.of("mapping", MappingExpressionFuzz::fuzzerTestOneInput, 15_000);
  }
}
