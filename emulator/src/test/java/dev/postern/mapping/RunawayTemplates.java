package dev.postern.mapping;

import java.nio.file.Path;
import java.util.List;

/**
 * Program that renders the templates in {@code testdata/sandbox/runaway-*.txt} one after the other,
 * in the heap that it is given, and prints their number.
 */
final class RunawayTemplates {
  private RunawayTemplates() {}

  /** Renders the templates; the argument is the folder of the module. */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0], "..", "testdata", "sandbox");
    int templates = 0;
    for (String kind : List.of("time", "memory", "regex")) {
      GoldenFile file = GoldenFile.read(folder.resolve("runaway-" + kind + ".txt"));
      for (GoldenFile.Case test : file.cases()) {
        SandboxGoldenTest.rendered(test.template(), file.input());
        templates++;
      }
    }
    System.out.printf("rendered %d runaway templates%n", templates);
  }
}
