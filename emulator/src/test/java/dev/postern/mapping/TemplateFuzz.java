package dev.postern.mapping;

import dev.postern.aws.Limits;
import dev.postern.testing.FuzzInput;
import dev.postern.testing.FuzzRun;
import org.junit.jupiter.api.Test;

/**
 * Fuzzing of templates and bodies. Rendering returns a text no longer than a payload or throws a
 * TemplateException, and leaves only plain values behind. Parts: template, body, a parameter.
 */
public class TemplateFuzz {

  /** Entry point of Jazzer. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    FuzzInput parts = new FuzzInput(bytes);
    MappingInput input =
        new Inputs()
            .body(parts.part(1))
            .path("id", parts.part(2))
            .query("q", parts.part(2))
            .header("X-Header", "value")
            .context("identity.sourceIp", "192.0.2.1")
            .stageVariable("color", "red")
            .input();
    try {
      String text = Template.compile(parts.part(0)).render(input);
      if (text.length() > Limits.AWS.payloadBytes()) {
        throw new AssertionError("a text of " + text.length() + " characters");
      }
    } catch (TemplateException _) {
      // Expected. The values that it left behind are checked as well.
    }
    PlainValues.check(input.context());
    checkBody(input.body());
  }

  private static void checkBody(Payload body) {
    try {
      PlainValues.check(body.json());
    } catch (InvalidJsonBodyException _) {
      // The body is not JSON, so the template read nothing.
    }
  }

  @Test
  void corpusAndMutationsOfIt() {
    FuzzRun.of("template", TemplateFuzz::fuzzerTestOneInput, 15_000);
  }
}
