package dev.postern.runner.code;

import dev.postern.runner.code.PackageEntry.File;
import dev.postern.runner.code.PackageEntry.Folder;
import dev.postern.runner.code.PackageEntry.Link;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writer of a package as a tar archive, owned by root and readable by all. */
final class ArchiveWriter implements ZipPackage.Consumer, AutoCloseable {
  private final TarArchiveOutputStream tar;

  ArchiveWriter(OutputStream out) {
    tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  @Override
  public void folder(Folder folder) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(folder.path() + "/");
    entry.setMode(0755);
    put(entry);
    tar.closeArchiveEntry();
  }

  @Override
  public void file(File file, InputStream content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(file.path());
    entry.setMode(file.executable() ? 0755 : 0644);
    entry.setSize(file.size());
    put(entry);
    content.transferTo(tar);
    tar.closeArchiveEntry();
  }

  @Override
  public void link(Link link) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(link.path(), TarConstants.LF_SYMLINK);
    entry.setLinkName(link.target());
    put(entry);
    tar.closeArchiveEntry();
  }

  private void put(TarArchiveEntry entry) throws IOException {
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
