package dev.postern.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenersTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "localhost, 127.0.0.1",
    "0.0.0.0, 127.0.0.1",
    "::, [::1]",
    "::1, [::1]",
    "192.168.1.7, 192.168.1.7",
    "build-7.example, build-7.example"
  })
  void urlForClientsHasAnAddressAtWhichPosternListens(String host, String inUrl) {
    assertThat(Listeners.clientHost(host)).isEqualTo(inUrl);
  }
}
