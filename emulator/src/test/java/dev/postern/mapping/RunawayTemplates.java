package dev.postern.mapping;

import java.nio.file.Path;
import java.util.List;

/**
 * A program that renders the templates that run away, {@code testdata/sandbox/runaway-*.txt}, one
 * after the other, in whatever heap it is given, and says how long the slowest took.
 */
final class RunawayTemplates {
  private RunawayTemplates() {}

  /** Takes the folder of the module. */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0], "..", "testdata", "sandbox");
    int templates = 0;
    long slowest = 0;
    String which = "";
    for (String kind : List.of("time", "memory", "regex")) {
      GoldenFile file = GoldenFile.read(folder.resolve("runaway-" + kind + ".txt"));
      for (GoldenFile.Case test : file.cases()) {
        long start = System.nanoTime();
        SandboxGoldenTest.rendered(test.template(), file.input());
        long took = System.nanoTime() - start;
        templates++;
        which = took > slowest ? test.template() : which;
        slowest = Math.max(slowest, took);
      }
    }
    System.out.printf(
        "slowest of %d runaway templates: %d ms, %s%n", templates, slowest / 1_000_000, which);
  }
}
