package dev.postern.runner.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerOwnerTest {
  private final ContainerOwner self = ContainerOwner.self("instance");

  @Test
  void ownerIsReadBackFromItsLabels() {
    assertThat(ContainerOwner.of(self.labels())).hasValue(self);
  }

  @Test
  void livingProcessIsNotDead() {
    assertThat(self.isDead(self.host())).isFalse();
  }

  @Test
  void processWithAnotherStartTimeIsAnotherProcess() {
    ContainerOwner earlier =
        new ContainerOwner("other", self.host(), self.pid(), "2020-01-01T00:00:00Z");

    assertThat(earlier.isDead(self.host())).isTrue();
  }

  @Test
  void processOfAnotherHostIsNeverDead() {
    ContainerOwner elsewhere =
        new ContainerOwner("other", "elsewhere", self.pid(), "2020-01-01T00:00:00Z");

    assertThat(elsewhere.isDead(self.host())).isFalse();
  }

  @Test
  void incompleteOrMalformedLabelsHaveNoOwner() {
    assertThat(ContainerOwner.of(Map.of("dev.postern.owner.pid", "many"))).isEmpty();
    assertThat(ContainerOwner.of(Map.of())).isEmpty();
  }
}
