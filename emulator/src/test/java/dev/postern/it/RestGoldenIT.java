package dev.postern.it;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.testing.BodyText;
import dev.postern.testing.GoldenText;
import dev.postern.testing.GoldenText.Section;
import dev.postern.testing.Provenance;
import dev.postern.testing.RawBackend;
import dev.postern.testing.TestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/**
 * Sends every request of {@code testdata/rest} over a socket; {@code testdata/README} describes the
 * format.
 */
@ExtendWith(PosternExtension.class)
class RestGoldenIT {
  private static final Path FOLDER = Path.of("..", "testdata", "rest");

  private final Running postern;

  RestGoldenIT(Running postern) {
    this.postern = postern;
  }

  @TestFactory
  List<DynamicTest> requestsAreAnsweredAsApiGatewayAnswersThem() throws IOException {
    try (Stream<Path> paths = Files.list(FOLDER)) {
      List<GoldenText> files = paths.sorted().map(GoldenText::read).toList();
      System.out.println(
          Provenance.counted("rest", files.stream().map(GoldenText::provenance).toList()));
      return files.stream()
          .map(file -> DynamicTest.dynamicTest(file.name(), () -> run(file)))
          .toList();
    }
  }

  /** Makes the API of a file and sends all its requests; reports all failures together. */
  private void run(GoldenText file) {
    try (RawBackend backend = backend(file)) {
      TestApi api = GoldenApi.create(postern, file, backend.url());
      List<Executable> checks = new ArrayList<>();
      GoldenExchange.of(file.sections())
          .forEach(exchange -> checks.add(() -> exchange.run(api, backend)));
      GoldenTestInvocation.of(file.sections())
          .forEach(
              test -> checks.add(() -> test.run(postern.clients().rest(), api, backend.url())));
      Assertions.assertAll(checks);
    }
  }

  private static RawBackend backend(GoldenText file) {
    for (Section section : file.sections()) {
      if (section.name().equals("backend")) {
        String[] headAndBody = section.text().split("\n\n", 2);
        return RawBackend.answering(
            "HTTP/1.1 " + headAndBody[0],
            new BodyText(headAndBody.length == 1 ? "" : headAndBody[1]).bytes());
      }
    }
    return RawBackend.ok();
  }
}
