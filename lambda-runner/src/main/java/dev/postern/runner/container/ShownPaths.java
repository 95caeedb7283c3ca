package dev.postern.runner.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The paths that a function has on AWS, in place of those that it has on this machine. Logs and
 * error objects are written with them. Immutable.
 */
public final class ShownPaths {
  /** Changes nothing: the sandbox has AWS's paths. */
  public static final ShownPaths AS_THEY_ARE = new ShownPaths(List.of());

  private record Replacement(String real, String shown) {}

  private final List<Replacement> replacements;

  private ShownPaths(List<Replacement> replacements) {
    this.replacements = List.copyOf(replacements);
  }

  /** Returns paths that also show the given folder in another place. */
  public ShownPaths with(Path folder, String shown) {
    List<Replacement> all = new ArrayList<>(replacements);
    for (String real : spellings(folder)) {
      all.add(new Replacement(real, shown));
    }
    return new ShownPaths(all);
  }

  /** Returns the path, the path without symbolic links, and both as in {@code file} URLs. */
  private static Set<String> spellings(Path folder) {
    Set<String> spellings = new LinkedHashSet<>();
    List<Path> paths = new ArrayList<>(List.of(folder));
    try {
      paths.add(folder.toRealPath());
    } catch (IOException _) {
      // A folder that does not exist has one spelling.
    }
    for (Path path : paths) {
      spellings.add(path.toString());
      String inUrl = path.toUri().getRawPath();
      spellings.add(inUrl.endsWith("/") ? inUrl.substring(0, inUrl.length() - 1) : inUrl);
    }
    return spellings;
  }

  /** Returns the text with the paths that it has on AWS. */
  public String in(String text) {
    String shown = text;
    for (Replacement replacement : replacements) {
      shown = shown.replace(replacement.real, replacement.shown);
    }
    return shown;
  }

  /** Returns UTF-8 text with the paths that it has on AWS. */
  public byte[] in(byte[] text) {
    if (replacements.isEmpty()) {
      return text;
    }
    return in(new String(text, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }
}
