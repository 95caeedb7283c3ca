package dev.postern.runner.code;

import dev.postern.runner.code.PackageEntry.File;
import dev.postern.runner.code.PackageEntry.Folder;
import dev.postern.runner.code.PackageEntry.Link;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writer of a package as a folder. */
final class FolderWriter implements ZipPackage.Consumer {
  private final Path root;

  FolderWriter(Path root) {
    this.root = root;
  }

  @Override
  public void folder(Folder folder) throws IOException {
    Files.createDirectories(root.resolve(folder.path()));
  }

  @Override
  public void file(File file, InputStream content) throws IOException {
    Path path = root.resolve(file.path());
    Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
    if (file.executable()) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Override
  public void link(Link link) throws IOException {
    Files.createSymbolicLink(root.resolve(link.path()), Path.of(link.target()));
  }
}
