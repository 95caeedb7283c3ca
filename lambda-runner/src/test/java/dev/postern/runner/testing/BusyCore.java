package dev.postern.runner.testing;

/** Load on one core, so that threads are suspended at unusual places. */
public final class BusyCore implements AutoCloseable {
  private final Thread thread;

  public BusyCore() {
    thread =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
            });
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
