package dev.postern.runner.code;

import dev.postern.runner.FunctionSpec.CodePackage.Zip;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Store of unpacked packages under one folder. Each content and form exists once, while it has a
 * holder.
 *
 * <p>Thread-safe. {@link #acquire} blocks while this or another thread writes the package.
 */
public final class CodeStore implements AutoCloseable {
  private static final Logger LOG = System.getLogger(CodeStore.class.getName());

  private final Path folder;
  private final Map<Key, Held> held = new ConcurrentHashMap<>();

  /**
   * Creates a store.
   *
   * @param folder used by this store only; created when first needed, removed by {@link #close}
   */
  public CodeStore(Path folder) {
    this.folder = folder;
  }

  private record Key(String sha256, CodeForm form) {}

  private record Held(CompletableFuture<Path> path, int holders) {}

  /**
   * Unpacked code. Its holder closes it after the last use.
   *
   * @param path a folder, or a tar file
   */
  public record Code(Path path, Runnable release) implements AutoCloseable {
    @Override
    public void close() {
      release.run();
    }
  }

  /**
   * Returns the unpacked package; unpacks it if necessary.
   *
   * @throws CodeException if the package cannot be used or cannot be written
   */
  public Code acquire(Zip zip, CodeForm form) throws CodeException {
    Key key = new Key(zip.sha256(), form);
    CompletableFuture<Path> mine = new CompletableFuture<>();
    AtomicBoolean first = new AtomicBoolean(true);
    Held entry =
        held.merge(
            key,
            new Held(mine, 1),
            (old, fresh) -> {
              first.set(false);
              return new Held(old.path(), old.holders() + 1);
            });
    if (first.get()) {
      write(key, zip, mine);
    }
    try {
      return new Code(entry.path().join(), () -> release(key));
    } catch (CompletionException e) {
      release(key);
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new CodeException(String.valueOf(cause.getMessage()), cause);
    }
  }

  private void write(Key key, Zip zip, CompletableFuture<Path> result) {
    Path target = place(key);
    try {
      removeTree(target);
      Files.createDirectories(folder);
      if (key.form() == CodeForm.FOLDER) {
        Files.createDirectory(target);
        ZipPackage.read(zip.bytes(), new FolderWriter(target));
      } else {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target));
            ArchiveWriter writer = new ArchiveWriter(out)) {
          ZipPackage.read(zip.bytes(), writer);
        }
      }
      result.complete(target);
    } catch (CodeException e) {
      result.completeExceptionally(e);
    } catch (IOException e) {
      result.completeExceptionally(
          new CodeException("cannot write to " + folder + " (" + e + ")", e));
    } catch (RuntimeException e) {
      result.completeExceptionally(new CodeException("not a readable zip file (" + e + ")", e));
    }
  }

  /**
   * Returns a path whose name is the hash's text in hexadecimal, because base64 contains slashes.
   */
  private Path place(Key key) {
    String name = HexFormat.of().formatHex(key.sha256().getBytes(StandardCharsets.UTF_8));
    return folder.resolve(key.form() == CodeForm.FOLDER ? name : name + ".tar");
  }

  private void release(Key key) {
    held.compute(
        key,
        (k, entry) -> {
          if (entry == null) {
            return null;
          }
          if (entry.holders() > 1) {
            return new Held(entry.path(), entry.holders() - 1);
          }
          removeTree(place(key));
          return null;
        });
  }

  /** Removes all code, including code that has holders. */
  @Override
  public void close() {
    held.clear();
    removeTree(folder);
  }

  /** Removes a tree. Logs a failure and does not throw, because the code is no longer used. */
  private static void removeTree(Path root) {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.WARNING, "code is left behind: folder={0} reason={1}", root, e);
    }
  }
}
