package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a", "\"\\/", "\n\r\t\b\f\u0000\u001f", "ü€\ud83d\ude00", "\u2028"})
  void quotedTextIsReadBack(String text) throws JsonProcessingException {
    String quoted = Json.quote(text);

    assertThat(new ObjectMapper().readValue(quoted, String.class)).isEqualTo(text);
  }

  @Test
  void noTextIsNull() {
    assertThat(Json.quote(null)).isEqualTo("null");
  }
}
