package dev.postern.runner.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.runner.runtimeapi.RuntimeProtocol.Verdict;
import org.junit.jupiter.api.Test;

class RuntimeProtocolTest {
  private final RuntimeProtocol protocol = new RuntimeProtocol();

  @Test
  void invocationGoesFromNextToResponseToNext() {
    assertThat(protocol.next()).isEqualTo(Verdict.ACCEPTED);
    assertThat(protocol.deliver("a", false)).isTrue();
    assertThat(protocol.response("a", 10)).isEqualTo(Verdict.ACCEPTED);
    assertThat(protocol.next()).isEqualTo(Verdict.ACCEPTED);
    assertThat(protocol.deliver("b", false)).isTrue();
    assertThat(protocol.error("b")).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void responseToAnotherInvocationHasAnInvalidId() {
    protocol.next();
    protocol.deliver("a", false);

    assertThat(protocol.response("b", 10)).isEqualTo(Verdict.INVALID_REQUEST_ID);
    assertThat(protocol.response("a", 10)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void secondResponseIsAnInvalidTransition() {
    protocol.next();
    protocol.deliver("a", false);
    protocol.response("a", 10);

    assertThat(protocol.response("a", 10)).isEqualTo(Verdict.INVALID_STATE_TRANSITION);
    assertThat(protocol.error("a")).isEqualTo(Verdict.INVALID_STATE_TRANSITION);
  }

  @Test
  void nextWithoutAResponseIsAnInvalidTransition() {
    protocol.next();
    assertThat(protocol.next()).isEqualTo(Verdict.INVALID_STATE_TRANSITION);

    protocol.deliver("a", false);
    assertThat(protocol.next()).isEqualTo(Verdict.INVALID_STATE_TRANSITION);
  }

  @Test
  void streamStartsOnlyIfTheInvocationAcceptsOne() {
    protocol.next();
    protocol.deliver("a", false);
    assertThat(protocol.startStream("a")).isFalse();
    protocol.response("a", 10);

    protocol.next();
    protocol.deliver("b", true);
    assertThat(protocol.startStream("a")).isFalse();
    assertThat(protocol.startStream("b")).isTrue();
  }

  @Test
  void onlyTheEndOfAStreamIsAValidTransition() {
    protocol.next();
    protocol.deliver("a", true);
    protocol.startStream("a");

    assertThat(protocol.next()).isEqualTo(Verdict.INVALID_STATE_TRANSITION);
    assertThat(protocol.response("a", 10)).isEqualTo(Verdict.INVALID_STATE_TRANSITION);
    assertThat(protocol.startStream("a")).isFalse();
    protocol.streamEnded();
    assertThat(protocol.next()).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void responseMayHave6291556Bytes() {
    protocol.next();
    protocol.deliver("a", false);
    assertThat(protocol.response("a", 6_291_556)).isEqualTo(Verdict.ACCEPTED);

    protocol.next();
    protocol.deliver("b", false);
    assertThat(protocol.response("b", 6_291_557)).isEqualTo(Verdict.REQUEST_ENTITY_TOO_LARGE);
    assertThat(protocol.next()).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void initErrorIsValidOnlyOnceAndBeforeNext() {
    assertThat(protocol.initError()).isEqualTo(Verdict.ACCEPTED);
    assertThat(protocol.initError()).isEqualTo(Verdict.INVALID_STATE_TRANSITION);
    assertThat(protocol.next()).isEqualTo(Verdict.INVALID_STATE_TRANSITION);
  }

  @Test
  void disconnectedRuntimeGetsNoInvocationAndMayRequestAgain() {
    protocol.next();
    protocol.nextAbandoned();

    assertThat(protocol.deliver("a", false)).isFalse();
    assertThat(protocol.next()).isEqualTo(Verdict.ACCEPTED);
    assertThat(protocol.deliver("a", false)).isTrue();
  }
}
