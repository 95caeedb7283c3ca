package dev.postern.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.bench.Options.Suite;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  @Test
  void allIsMeasuredUnlessSomeIsNamed() {
    assertThat(Options.parse(List.of()).only()).containsExactlyInAnyOrder(Suite.values());
    assertThat(Options.parse(List.of("--only", "mock,Lambda")).only())
        .containsExactlyInAnyOrder(Suite.MOCK, Suite.LAMBDA);
  }

  @Test
  void laterOptionsWin() {
    Options options = Options.parse(List.of("--quick", "--rounds", "7", "--json"));

    assertThat(options.rounds()).isEqualTo(7);
    assertThat(options.seconds()).isEqualTo(2);
    assertThat(options.json()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--only", "--only nothing", "--rounds 0", "--seconds many", "--fast"})
  void wrongOptionsAreNamed(String commandLine) {
    List<String> arguments = List.of(commandLine.split(" "));

    assertThatThrownBy(() -> Options.parse(arguments))
        .isInstanceOf(Options.WrongOption.class)
        .hasMessageContaining(arguments.getLast());
  }
}
