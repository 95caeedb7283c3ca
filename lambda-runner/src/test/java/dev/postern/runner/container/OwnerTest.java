package dev.postern.runner.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnerTest {
  private final Owner self = Owner.self("instance");

  @Test
  void labelsTellTheOwnerAgain() {
    assertThat(Owner.of(self.labels())).hasValue(self);
  }

  @Test
  void livingProcessIsNotDead() {
    assertThat(self.isDead(self.host())).isFalse();
  }

  @Test
  void processThatStartedAtAnotherTimeIsAnother() {
    Owner earlier = new Owner("other", self.host(), self.pid(), "2020-01-01T00:00:00Z");

    assertThat(earlier.isDead(self.host())).isTrue();
  }

  @Test
  void processesOfOtherHostsAreNotJudged() {
    Owner elsewhere = new Owner("other", "elsewhere", self.pid(), "2020-01-01T00:00:00Z");

    assertThat(elsewhere.isDead(self.host())).isFalse();
  }

  @Test
  void labelsOfOthersTellNothing() {
    assertThat(Owner.of(Map.of("dev.postern.owner.pid", "many"))).isEmpty();
    assertThat(Owner.of(Map.of())).isEmpty();
  }
}
