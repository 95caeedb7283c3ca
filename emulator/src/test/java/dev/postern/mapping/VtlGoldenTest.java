package dev.postern.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every template of {@code testdata/vtl}; the form is told by {@link GoldenFile}. */
class VtlGoldenTest {
  private static final Path FOLDER = Path.of("..", "testdata", "vtl");

  @TestFactory
  List<DynamicContainer> templatesPrintWhatApiGatewayPrints() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .sorted()
          .map(GoldenFile::read)
          .map(file ->
              DynamicContainer.dynamicContainer(
                  file.name(), file.cases().stream().map(test -> test(file, test))))
          .toList();
    }
  }

  private static DynamicTest test(GoldenFile file, GoldenFile.Case test) {
    return DynamicTest.dynamicTest(test.template(), () -> check(file, test));
  }

  private static void check(GoldenFile file, GoldenFile.Case test) {
    if (test.output() != null) {
      assertThat(Template.compile(test.template()).render(file.input())).isEqualTo(test.output());
      return;
    }
    assertThatThrownBy(() -> Template.compile(test.template()).render(file.input()))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(test.failure());
  }
}
