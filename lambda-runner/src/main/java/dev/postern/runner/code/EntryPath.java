package dev.postern.runner.code;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** Checks of the names in a package: none may refer to a path outside it. */
final class EntryPath {
  private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*");

  private EntryPath() {}

  /**
   * Returns the name of an entry as a normalised relative path, {@code ""} for the root itself.
   *
   * @throws CodeException if the name is absolute or contains {@code ..}
   */
  static String of(String name) throws CodeException {
    String slashed = name.replace('\\', '/');
    if (slashed.startsWith("/") || DRIVE.matcher(slashed).matches() || slashed.indexOf('\0') >= 0) {
      throw new CodeException("entry '" + name + "' has an absolute or malformed name");
    }
    StringBuilder path = new StringBuilder();
    for (String segment : slashed.split("/", -1)) {
      if (segment.equals("..")) {
        throw new CodeException("entry '" + name + "' climbs out of its folder");
      }
      if (!segment.isEmpty() && !segment.equals(".")) {
        path.append(path.isEmpty() ? "" : "/").append(segment);
      }
    }
    return path.toString();
  }

  /**
   * Checks the target of a symbolic link.
   *
   * @param link path of the link, from {@link #of}
   * @throws CodeException if the target is absolute or outside the package
   */
  static void checkTarget(String link, String target) throws CodeException {
    if (target.isEmpty() || target.startsWith("/") || target.indexOf('\0') >= 0) {
      throw new CodeException(
          "link '" + link + "' points to '" + target + "', outside the package");
    }
    Deque<String> place = new ArrayDeque<>();
    String[] segments = link.split("/", -1);
    for (int i = 0; i < segments.length - 1; i++) {
      place.addLast(segments[i]);
    }
    for (String segment : target.split("/", -1)) {
      if (segment.equals("..")) {
        if (place.pollLast() == null) {
          throw new CodeException(
              "link '" + link + "' points to '" + target + "', outside the package");
        }
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        place.addLast(segment);
      }
    }
  }
}
