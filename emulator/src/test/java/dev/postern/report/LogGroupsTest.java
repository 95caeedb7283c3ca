package dev.postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.AccountId;
import dev.postern.aws.Caller;
import dev.postern.aws.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogGroupsTest {
  private static final Caller OWNER =
      new Caller(new AccountId("123456789012"), new Region("eu-west-1"));
  private static final LogGroup PETS = new LogGroup(OWNER, "/aws/lambda/pets");
  private static final LogGroup TOYS = new LogGroup(OWNER, "toys");

  /** Keeps the events it gets; the first call blocks until the test releases it. */
  private static final class SlowSink implements LogSink {
    private final List<String> taken = new ArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private long lost;

    @Override
    public void take(LogGroup group, List<LogEvent> events, long newlyLost) {
      entered.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      events.forEach(event -> taken.add(group.name() + " " + event.message()));
      lost += newlyLost;
    }
  }

  @Test
  void sinksGetEachEventOnceAndInOrder() {
    SlowSink sink = new SlowSink();
    sink.released.countDown();
    try (LogGroups groups = new LogGroups(List.of(sink), Thread.ofVirtual().factory())) {
      for (int i = 0; i < 100; i++) {
        groups.add(PETS, List.of(event("a" + i), event("b" + i)));
      }
    }

    assertThat(sink.taken)
        .containsExactlyElementsOf(
            IntStream.range(0, 100)
                .boxed()
                .flatMap(i -> List.of("/aws/lambda/pets a" + i, "/aws/lambda/pets b" + i).stream())
                .toList());
    assertThat(sink.lost).isZero();
  }

  @Test
  void aSlowSinkLearnsHowManyEventsItMissed() throws InterruptedException {
    SlowSink sink = new SlowSink();
    String long100k = "x".repeat(100_000);
    try (LogGroups groups = new LogGroups(List.of(sink), Thread.ofVirtual().factory())) {
      groups.add(PETS, List.of(event("first")));
      sink.entered.await();
      for (int i = 0; i < 50; i++) {
        groups.add(PETS, List.of(event(long100k)));
      }
      sink.released.countDown();
    }

    assertThat(sink.taken).hasSize(1 + 10).startsWith("/aws/lambda/pets first");
    assertThat(sink.lost).isEqualTo(40);
  }

  @Test
  void sinksGetEventsBeforeTheyAreCleared() {
    SlowSink sink = new SlowSink();
    sink.released.countDown();
    try (LogGroups groups = new LogGroups(List.of(sink), Thread.ofVirtual().factory())) {
      groups.add(TOYS, List.of(event("before")));
      groups.clear();
      groups.add(TOYS, List.of(event("after")));
      assertThat(groups.events(TOYS)).extracting(LogEvent::message).containsExactly("after");
    }

    assertThat(sink.taken).containsExactly("toys before", "toys after");
  }

  @Test
  void eachGroupHasItsOwnFile(@TempDir Path folder) throws Exception {
    try (LogGroups groups =
        new LogGroups(List.of(new LogFiles(folder)), Thread.ofVirtual().factory())) {
      groups.add(PETS, List.of(event("rex")));
      groups.add(TOYS, List.of(event("ball")));
    }

    Path ours = folder.resolve("123456789012/eu-west-1");
    assertThat(Files.readString(ours.resolve("_aws_lambda_pets.log")))
        .isEqualTo("1970-01-01T00:00:00Z rex\n");
    assertThat(Files.readString(ours.resolve("toys.log"))).isEqualTo("1970-01-01T00:00:00Z ball\n");
  }

  private static LogEvent event(String message) {
    return new LogEvent("stream", Instant.EPOCH, message);
  }
}
