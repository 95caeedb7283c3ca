package dev.postern.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.testing.GoldenText;
import dev.postern.testing.GoldenText.Section;
import dev.postern.testing.Provenance;
import dev.postern.testing.TestData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/**
 * A file of templates that share one request. A section starts with a line <code>=== name</code>
 * and ends before the next one, without its last line break. Sections: {@code body}, {@code
 * parameters} (lines <code>path|querystring|header name = value</code>), {@code context} (<code>
 * a.b = value</code>), {@code stage variables}; then any number of {@code template}s, each with its
 * {@code output}, or with {@code fails} and a part of the message. The first line is the
 * provenance.
 */
record GoldenFile(String name, String provenance, List<Section> request, List<Case> cases) {
  /** One template with its output, or with a part of the message of its failure. */
  record Case(String template, @Nullable String output, @Nullable String failure) {}

  /** Returns all files of a folder of {@code testdata}. */
  static List<GoldenFile> in(String folder) {
    return TestData.in(folder).stream()
        .map(file -> read(Path.of("..", "testdata").resolve(file)))
        .toList();
  }

  /** Returns a test for each template of a folder of {@code testdata}; prints the provenances. */
  static List<DynamicContainer> testsIn(String folder) {
    List<GoldenFile> files = in(folder);
    System.out.println(
        Provenance.counted(folder, files.stream().map(GoldenFile::provenance).toList()));
    return files.stream().map(GoldenFile::tests).toList();
  }

  /** Returns a test for each template. */
  private DynamicContainer tests() {
    return DynamicContainer.dynamicContainer(
        name,
        cases.stream().map(test -> DynamicTest.dynamicTest(test.template(), () -> check(test))));
  }

  private void check(Case test) {
    if (test.output() != null) {
      assertThat(Template.compile(test.template()).render(input())).isEqualTo(test.output());
      return;
    }
    assertThatThrownBy(() -> Template.compile(test.template()).render(input()))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(test.failure());
  }

  static GoldenFile read(Path file) {
    GoldenText text = GoldenText.read(file);
    List<Section> request = new ArrayList<>();
    List<Case> cases = new ArrayList<>();
    String template = "";
    for (Section section : text.sections()) {
      switch (section.name()) {
        case "template" -> template = section.text();
        case "output" -> cases.add(new Case(template, section.text(), null));
        case "fails" -> cases.add(new Case(template, null, section.text()));
        default -> request.add(section);
      }
    }
    return new GoldenFile(text.name(), text.provenance(), request, cases);
  }

  /** Returns new input for one template. */
  MappingInput input() {
    Inputs inputs = new Inputs();
    for (Section section : request) {
      switch (section.name()) {
        case "body" -> inputs.body(section.text());
        case "parameters" -> section.text().lines().forEach(line -> parameter(line, inputs));
        case "context" ->
            section.text().lines().forEach(line -> inputs.context(name(line), value(line)));
        case "stage variables" ->
            section.text().lines().forEach(line -> inputs.stageVariable(name(line), value(line)));
        default -> throw new IllegalArgumentException("unknown section " + section.name());
      }
    }
    return inputs.input();
  }

  private static void parameter(String line, Inputs inputs) {
    int space = line.indexOf(' ');
    String rest = line.substring(space + 1);
    switch (line.substring(0, space)) {
      case "path" -> inputs.path(name(rest), value(rest));
      case "querystring" -> inputs.query(name(rest), value(rest));
      case "header" -> inputs.header(name(rest), value(rest));
      default -> throw new IllegalArgumentException("unknown parameter " + line);
    }
  }

  private static String name(String line) {
    return line.substring(0, line.indexOf(" = "));
  }

  private static String value(String line) {
    return line.substring(line.indexOf(" = ") + 3);
  }
}
