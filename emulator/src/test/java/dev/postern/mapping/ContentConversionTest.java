package dev.postern.mapping;

import static dev.postern.mapping.ContentHandling.CONVERT_TO_BINARY;
import static dev.postern.mapping.ContentHandling.CONVERT_TO_TEXT;
import static dev.postern.mapping.ContentHandling.NONE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.mapping.ContentConversion.Converted;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    byte[] replaced = "\uFFFDa".getBytes(UTF_8);

    for (Converted text :
        List.of(
            ContentConversion.request(BYTES, false, NONE),
            ContentConversion.request(BYTES, false, CONVERT_TO_TEXT),
            ContentConversion.response(BYTES, false, false, NONE),
            ContentConversion.response(BYTES, false, false, CONVERT_TO_TEXT),
            ContentConversion.response(BYTES, false, true, CONVERT_TO_TEXT))) {
      assertThat(text.body()).isEqualTo(replaced);
      assertThat(text.replaced()).isTrue();
    }
    assertThat(ContentConversion.request(BYTES, true, CONVERT_TO_TEXT).body())
        .isEqualTo("/2E=".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "\u00E9\u20AC", "\uD83D\uDE00", "\uFFFD"})
  void validTextStaysAsItIs(String text) {
    byte[] body = text.getBytes(UTF_8);

    Converted converted = ContentConversion.response(body, false, false, NONE);

    assertThat(converted.body()).isEqualTo(body);
    assertThat(converted.replaced()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "C3,EFBFBD", // a sequence without its end
    "E282,EFBFBD",
    "F09F98,EFBFBD",
    "C080,EFBFBDEFBFBD", // an overlong form
    "EDA080,EFBFBD", // a surrogate
    "61FF62,61EFBFBD62"
  })
  void eachInvalidSequenceIsReplacedAsJavaDoes(String sent, String made) {
    byte[] body = HexFormat.of().parseHex(sent);

    assertThat(ContentConversion.request(body, false, NONE).body())
        .isEqualTo(HexFormat.of().parseHex(made));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/2E=", " /2E= ", "/2E=\n", "\"/2E=\"", "\"/2E=\"\n"})
  void base64MayBeAJsonString(String text) {
    assertThat(ContentConversion.request(text.getBytes(UTF_8), false, CONVERT_TO_BINARY).body())
        .isEqualTo(BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no base64!", "\"", "\"/2E=", "{}", "\u00FFa"})
  void textThatIsNotBase64IsNotConvertedToBinary(String text) {
    assertThatThrownBy(
            () -> ContentConversion.request(text.getBytes(UTF_8), false, CONVERT_TO_BINARY))
        .isInstanceOf(InvalidBase64Exception.class);
  }

  private static void check(Converted converted, String expected, boolean binary) {
    byte[] bytes = expected.equals("RAW") ? BYTES : expected.getBytes(UTF_8);
    assertThat(converted.body()).isEqualTo(bytes);
    assertThat(converted.binary()).isEqualTo(binary);
  }
}
