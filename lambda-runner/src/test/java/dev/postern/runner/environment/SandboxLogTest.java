package dev.postern.runner.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.runner.RecordingLog;
import dev.postern.runner.TestFunction;
import dev.postern.runner.runtimeapi.RuntimeListener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxLogTest {
  private final RecordingLog recorded = new RecordingLog();
  private final List<Runnable> scheduled = new ArrayList<>();
  private final SandboxLog log =
      new SandboxLog(
          TestFunction.named("f", "nodejs22.x", "a.b").spec(),
          "stream",
          recorded,
          InstantSource.system(),
          this::keep);

  private void keep(Runnable task, Duration delay) {
    scheduled.add(task);
  }

  @Test
  void lateOutputPrecedesTheEndLine() {
    log.begin("START 1");
    log.end(List.of("END"), 6);
    print("hello\n");

    assertThat(lines()).containsExactly("START 1", "hello", "END");
  }

  @Test
  void endLineIsWrittenAtOnceWhenAllOutputHasArrived() {
    log.begin("START 1");
    print("hello\n");
    log.end(List.of("END"), 6);

    assertThat(lines()).endsWith("hello", "END");
    assertThat(scheduled).isEmpty();
  }

  @Test
  void endLineIsDelayedForARuntimeThatDoesNotCountItsOutput() {
    log.begin("START 1");
    log.end(List.of("END"), RuntimeListener.UNKNOWN);
    print("late\n");
    assertThat(lines()).endsWith("late");

    scheduled.forEach(Runnable::run);

    assertThat(lines()).endsWith("late", "END");
  }

  @Test
  void startLineFollowsTheEndLineOfTheLastInvocation() {
    log.begin("START 1");
    log.end(List.of("END"), RuntimeListener.UNKNOWN);
    log.begin("START 2");
    scheduled.forEach(Runnable::run);

    assertThat(lines()).containsExactly("START 1", "END", "START 2");
  }

  @Test
  void unterminatedLineIsWrittenAtTheEndOfTheInvocation() {
    log.begin("START 1");
    print("no line end");
    log.end(List.of("END"), 11);

    assertThat(lines()).endsWith("no line end", "END");
  }

  @Test
  void carriageReturnsBecomeLineEndsInsideAnEvent() {
    print("first\rsecond\r\n");

    assertThat(lines()).containsExactly("first\nsecond");
  }

  @Test
  void charactersMayBeSplitBetweenBuffers() {
    byte[] text = "grün\n".getBytes(StandardCharsets.UTF_8);
    log.bytes(text, 0, 3);
    log.bytes(text, 3, text.length - 3);

    assertThat(lines()).containsExactly("grün");
  }

  private void print(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    log.bytes(bytes, 0, bytes.length);
  }

  private List<String> lines() {
    return recorded.of("f").stream().map(RecordingLog.Line::text).toList();
  }
}
