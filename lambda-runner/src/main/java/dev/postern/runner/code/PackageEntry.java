package dev.postern.runner.code;

/** One entry of a package. Its path is checked: relative, without {@code .} and {@code ..}. */
sealed interface PackageEntry {
  String path();

  record Folder(String path) implements PackageEntry {}

  /**
   * A file.
   *
   * @param executable by the owner's permission; false in a zip without Unix permissions
   */
  record File(String path, boolean executable, long size) implements PackageEntry {}

  /** A symbolic link whose target lies inside the package. */
  record Link(String path, String target) implements PackageEntry {}
}
