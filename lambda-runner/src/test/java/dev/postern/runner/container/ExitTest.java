package dev.postern.runner.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExitTest {
  @Test
  void statusesOfKilledAndCrashedProcessesAreSignals() {
    assertThat(Exit.ofShellStatus(137)).isEqualTo(new Exit.Signal(9));
    assertThat(Exit.ofShellStatus(139)).isEqualTo(new Exit.Signal(11));
  }

  @Test
  void otherStatusesAbove128AreNotSignals() {
    assertThat(Exit.ofShellStatus(0)).isEqualTo(new Exit.Status(0));
    assertThat(Exit.ofShellStatus(127)).isEqualTo(new Exit.Status(127));
    assertThat(Exit.ofShellStatus(129)).isEqualTo(new Exit.Status(129));
    assertThat(Exit.ofShellStatus(255)).isEqualTo(new Exit.Status(255));
  }
}
