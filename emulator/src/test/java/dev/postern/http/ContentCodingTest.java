package dev.postern.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContentCodingTest {
  private static final byte[] TEXT = "some text, some text, some text".getBytes(UTF_8);

  @ParameterizedTest
  @EnumSource
  void whatIsEncodedIsDecoded(ContentCoding coding) throws IOException {
    assertThat(coding.decode(coding.encode(TEXT), TEXT.length)).hasValue(TEXT);
  }

  @ParameterizedTest
  @EnumSource
  void contentBeyondTheLimitIsNotReturned(ContentCoding coding) throws IOException {
    assertThat(coding.decode(coding.encode(TEXT), TEXT.length - 1)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
  void otherBytesAreRefused(ContentCoding coding) {
    assertThatThrownBy(() -> coding.decode(TEXT, 100)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
  void contentThatBreaksOffIsRefused(ContentCoding coding) {
    byte[] whole = coding.encode(TEXT);
    byte[] half = Arrays.copyOf(whole, whole.length / 2);

    assertThatThrownBy(() -> coding.decode(half, 100)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource
  void nameIsReadInAnyCaseWithSpaces(ContentCoding coding) {
    assertThat(ContentCoding.of(" " + coding.name() + " ")).contains(coding);
    assertThat(ContentCoding.of(coding.token())).contains(coding);
  }

  @Test
  void otherCodingsAreUnknown() {
    assertThat(ContentCoding.of("br")).isEmpty();
    assertThat(ContentCoding.of("gzip, deflate")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip                      | GZIP",
        "deflate, gzip             | DEFLATE",
        "deflate;q=0.5, gzip;q=0.8 | GZIP",
        "gzip;q=0.2, deflate       | DEFLATE",
        "gzip;q=0                  | IDENTITY",
        "gzip;q=none               | IDENTITY",
        "gzip;level=9              | GZIP",
        "gzip;Q=0                  | IDENTITY",
        "gzip;Q=0.2, deflate;q=0.3 | DEFLATE",
        "gzip ; Q=0.2, deflate     | DEFLATE",
        "gzip;level=9;q=0          | IDENTITY",
        "gzip;q=NaN                | IDENTITY",
        "gzip;q=-1                 | IDENTITY",
        "deflate, gzip;q=5         | DEFLATE",
        "br                        | IDENTITY",
        "br, gzip                  | IDENTITY",
        "br;q=0.1, gzip            | GZIP",
        "*                         | IDENTITY",
        "', ,gzip'                 | GZIP",
        "''                        | IDENTITY",
        "                          | IDENTITY"
      })
  void codingIsTheOneThatTheClientPrefers(String acceptEncoding, ContentCoding expected) {
    assertThat(ContentCoding.preferred(acceptEncoding)).isEqualTo(expected);
  }
}
