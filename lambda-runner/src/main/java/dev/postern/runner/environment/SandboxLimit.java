package dev.postern.runner.environment;

/** Limit on the number of sandboxes of all functions together. Thread-safe. */
final class SandboxLimit {
  private final int max;
  private int living;
  private int ending;

  SandboxLimit(int max) {
    this.max = max;
  }

  /** Counts one more sandbox and returns true, or returns false if the limit is reached. */
  synchronized boolean tryStart() {
    if (living + ending >= max) {
      return false;
    }
    living++;
    return true;
  }

  /** Counts a sandbox that is no longer used but still exists. */
  synchronized void ending() {
    living--;
    ending++;
  }

  /** Counts an ending sandbox as gone. */
  synchronized void gone() {
    ending--;
  }

  /** Returns whether a sandbox is ending, so that another may start soon. */
  synchronized boolean roomIsComing() {
    return ending > 0;
  }
}
