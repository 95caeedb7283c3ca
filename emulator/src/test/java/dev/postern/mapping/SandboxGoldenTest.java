package dev.postern.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Known escapes from Velocity's sandbox and runaway templates: {@code testdata/sandbox}. */
class SandboxGoldenTest {
  private static final List<String> EVENTS_OUTSIDE =
      List.of(
          "jdk.FileRead",
          "jdk.FileWrite",
          "jdk.SocketRead",
          "jdk.SocketWrite",
          "jdk.ProcessStart",
          "jdk.ThreadStart",
          "jdk.ClassDefine");

  @TestFactory
  List<DynamicContainer> noTemplateGetsOutOrAway() {
    return GoldenFile.testsIn("sandbox");
  }

  @Test
  void noTemplateTouchesFilesSocketsThreadsOrClasses(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("events.jfr");
    recorded(SandboxGoldenTest::render, file); // Postern loads its own classes on first use

    List<RecordedEvent> events = recorded(SandboxGoldenTest::render, file);

    assertThat(events).filteredOn(SandboxGoldenTest::isOfTemplates).isEmpty();
  }

  @Test
  void recordingContainsForbiddenEvents(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("events.jfr");

    List<RecordedEvent> events =
        recorded(() -> new Thread(() -> GoldenFile.in("sandbox")).start(), file);

    assertThat(events)
        .extracting(event -> event.getEventType().getName())
        .contains("jdk.ThreadStart");
  }

  @Test
  void runawayTemplatesRunInASmallHeap(@TempDir Path folder) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    String printed =
        new Program(java.toString())
            .run(
                folder,
                List.of(
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    RunawayTemplates.class.getName(),
                    Path.of("").toAbsolutePath().toString()));

    assertThat(printed).matches("rendered [1-9]\\d* runaway templates\\s*");
  }

  private static void render() {
    for (GoldenFile file : GoldenFile.in("sandbox")) {
      if (!file.name().startsWith("runaway")) {
        file.cases().forEach(test -> rendered(test.template(), file.input()));
      }
    }
  }

  /** Returns the text or the message of the failure. */
  static String rendered(String template, MappingInput input) {
    try {
      return Template.compile(template).render(input);
    } catch (TemplateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static List<RecordedEvent> recorded(Runnable work, Path file) throws IOException {
    try (Recording recording = new Recording()) {
      EVENTS_OUTSIDE.forEach(
          event -> recording.enable(event).withThreshold(Duration.ZERO).withStackTrace());
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file);
  }

  private static boolean isOfTemplates(RecordedEvent event) {
    return event.getStackTrace() != null
        && event.getStackTrace().getFrames().stream()
            .map(frame -> frame.getMethod().getType().getName())
            .anyMatch(name -> name.equals(Template.class.getName()));
  }
}
