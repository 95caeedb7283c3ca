package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HttpDateTest {
  @Test
  void dayHasTwoDigits() {
    assertThat(HttpDate.format(Instant.parse("2022-03-05T15:50:39.9Z")))
        .isEqualTo("Sat, 05 Mar 2022 15:50:39 GMT");
  }
}
