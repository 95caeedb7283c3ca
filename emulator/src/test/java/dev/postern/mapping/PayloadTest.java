package dev.postern.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadTest {

  @Test
  void bodyIsParsedOnce() {
    Payload payload = payload("{\"a\":1}");

    assertThat(payload.json()).isEqualTo(Map.of("a", 1)).isSameAs(payload.json());
  }

  @Test
  void emptyBodyIsAnEmptyObject() {
    assertThat(payload("").json()).isEqualTo(Map.of());
    assertThat(payload("").text()).isEmpty();
    assertThat(payload("").textOrEmptyObject()).isEqualTo("{}");
  }

  @Test
  void textBodyIsAStringAndInvalidUtf8IsReplaced() {
    assertThat(payload("plain text").json()).isEqualTo("plain text");
    assertThat(new Payload(new byte[] {(byte) 0xC3, 'x'}).text()).isEqualTo("\uFFFDx");
  }

  @Test
  void unclosedJsonIsRefusedAtEachRead() {
    Payload payload = payload("{\"a\":[1");

    assertThatThrownBy(payload::json).isInstanceOf(InvalidJsonBodyException.class);
    assertThatThrownBy(payload::json).isInstanceOf(InvalidJsonBodyException.class);
  }

  private static Payload payload(String text) {
    return new Payload(text.getBytes(UTF_8));
  }
}
