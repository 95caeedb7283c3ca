package dev.postern.runner.code;

/** One entry of a package, its path checked: relative, without {@code .} and {@code ..}. */
sealed interface PackageEntry {
  String path();

  record Folder(String path) implements PackageEntry {}

  /**
   * A file.
   *
   * @param executable as its owner's permission says; a zip made without Unix permissions has none
   */
  record File(String path, boolean executable, long size) implements PackageEntry {}

  /** A symbolic link whose target lies inside the package. */
  record Link(String path, String target) implements PackageEntry {}
}
