package dev.postern.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A golden file. The first line names the provenance; sections follow, each from a line <code>
 * === name</code> to the next one, without its last line break.
 *
 * @param name of the file
 * @param provenance {@code derived}, {@code documented "page title"} or {@code captured date
 *     region}
 */
public record GoldenText(String name, String provenance, List<Section> sections) {
  private static final Pattern PROVENANCE =
      Pattern.compile("derived|documented \"[^\"]+\"|captured \\d{4}-\\d\\d-\\d\\d [a-z0-9-]+");

  /** A name and a text. */
  public record Section(String name, String text) {}

  public static GoldenText read(Path file) {
    try {
      List<String> lines = Files.readString(file).lines().toList();
      String provenance = lines.getFirst().replaceFirst("^provenance: ", "");
      if (!PROVENANCE.matcher(provenance).matches()) {
        throw new IllegalArgumentException(file + " has no provenance in its first line");
      }
      return new GoldenText(
          file.getFileName().toString(), provenance, sections(lines.subList(1, lines.size())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Section> sections(List<String> lines) {
    List<Section> sections = new ArrayList<>();
    String name = "";
    List<String> text = new ArrayList<>();
    for (String line : lines) {
      if (!line.startsWith("=== ")) {
        text.add(line);
        continue;
      }
      if (!name.isEmpty()) {
        sections.add(new Section(name, String.join("\n", text)));
      }
      name = line.substring(4);
      text.clear();
    }
    sections.add(new Section(name, String.join("\n", text)));
    return sections;
  }
}
