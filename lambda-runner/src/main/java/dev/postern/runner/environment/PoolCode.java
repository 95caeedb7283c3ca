package dev.postern.runner.environment;

import dev.postern.runner.FunctionSpec;
import dev.postern.runner.FunctionSpec.CodePackage.Zip;
import dev.postern.runner.code.CodeException;
import dev.postern.runner.code.CodeForm;
import dev.postern.runner.code.CodeStore;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The code of one revision, held from the start of the first sandbox to the end of the pool. */
final class PoolCode implements AutoCloseable {
  private final FunctionSpec function;
  private final CodeStore store;
  private final ReentrantLock lock = new ReentrantLock();
  private CodeStore.@Nullable Code code;

  PoolCode(FunctionSpec function, CodeStore store) {
    this.function = function;
    this.store = store;
  }

  /**
   * Returns the location of the code, or null for an image; blocks while the code is unpacked.
   *
   * @throws CodeException if the package cannot be used
   */
  @Nullable Path path(CodeForm form) throws CodeException {
    if (!(function.code() instanceof Zip zip)) {
      return null;
    }
    lock.lock();
    try {
      CodeStore.Code held = code;
      if (held == null) {
        held = store.acquire(zip, form);
        code = held;
      }
      return held.path();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      CodeStore.Code held = code;
      code = null;
      if (held != null) {
        held.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
