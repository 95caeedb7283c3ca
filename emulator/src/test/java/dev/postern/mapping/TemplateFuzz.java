package dev.postern.mapping;

import dev.postern.aws.Limits;
import dev.postern.testing.FuzzInput;
import dev.postern.testing.FuzzRun;
import org.junit.jupiter.api.Test;

/**
 * Any template, over any body: a text no longer than a payload or a TemplateException, and plain
 * values only in what is left behind. Parts: template, body, a parameter.
 */
public class TemplateFuzz {

  /** What Jazzer calls. */
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
      // Said no: what it left behind is looked at all the same.
    }
    PlainValues.check(input.context());
    checkBody(input.body());
  }

  private static void checkBody(Payload body) {
    try {
      PlainValues.check(body.json());
    } catch (InvalidJsonBodyException _) {
      // Nothing was read.
    }
  }

  @Test
  void corpusAndMutationsOfIt() {
    FuzzRun.of("template", TemplateFuzz::fuzzerTestOneInput, 15_000);
  }
}
