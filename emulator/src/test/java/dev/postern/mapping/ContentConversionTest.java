package dev.postern.mapping;

import static dev.postern.mapping.ContentHandling.CONVERT_TO_BINARY;
import static dev.postern.mapping.ContentHandling.CONVERT_TO_TEXT;
import static dev.postern.mapping.ContentHandling.NONE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.mapping.ContentConversion.Converted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two tables of "Content type conversions in API Gateway". */
class ContentConversionTest {
  private static final byte[] BYTES = {(byte) 0xFF, 'a'};

  @ParameterizedTest
  @CsvSource({
    "false, NONE,              /2E=, false",
    "false, CONVERT_TO_BINARY, RAW,  true",
    "false, CONVERT_TO_TEXT,   /2E=, false",
    "true,  NONE,              /2E=, true",
    "true,  CONVERT_TO_BINARY, /2E=, true",
    "true,  CONVERT_TO_TEXT,   LzJFPQ==, false"
  })
  void requestsAreConverted(
      boolean binary, ContentHandling handling, String expected, boolean raw) {
    check(ContentConversion.request("/2E=".getBytes(UTF_8), binary, handling), expected, raw);
  }

  @ParameterizedTest
  @CsvSource({
    "false, false, NONE,              /2E=,     false",
    "false, false, CONVERT_TO_BINARY, RAW,      true",
    "false, false, CONVERT_TO_TEXT,   /2E=,     false",
    "false, true,  NONE,              RAW,      true",
    "false, true,  CONVERT_TO_BINARY, RAW,      true",
    "false, true,  CONVERT_TO_TEXT,   /2E=,     false",
    "true,  false, NONE,              LzJFPQ==, false",
    "true,  false, CONVERT_TO_BINARY, /2E=,     true",
    "true,  false, CONVERT_TO_TEXT,   LzJFPQ==, false",
    "true,  true,  NONE,              /2E=,     true",
    "true,  true,  CONVERT_TO_BINARY, /2E=,     true",
    "true,  true,  CONVERT_TO_TEXT,   LzJFPQ==, false"
  })
  void responsesAreConverted(
      boolean binary, boolean accepted, ContentHandling handling, String expected, boolean raw) {
    check(
        ContentConversion.response("/2E=".getBytes(UTF_8), binary, accepted, handling),
        expected,
        raw);
  }

  @Test
  void invalidBytesOfTextAreReplaced() {
    assertThat(ContentConversion.request(BYTES, false, NONE).body())
        .isEqualTo("\uFFFDa".getBytes(UTF_8));
    assertThat(ContentConversion.request(BYTES, true, CONVERT_TO_TEXT).body())
        .isEqualTo("/2E=".getBytes(UTF_8));
  }

  @Test
  void textThatIsNotBase64IsNotConvertedToBinary() {
    assertThatThrownBy(
            () -> ContentConversion.request("no base64!".getBytes(UTF_8), false, CONVERT_TO_BINARY))
        .isInstanceOf(InvalidBase64Exception.class);
  }

  private static void check(Converted converted, String expected, boolean binary) {
    byte[] bytes = expected.equals("RAW") ? BYTES : expected.getBytes(UTF_8);
    assertThat(converted.body()).isEqualTo(bytes);
    assertThat(converted.binary()).isEqualTo(binary);
  }
}
