package dev.postern.runner.environment;

/** Bounds the sandboxes of all functions together. Safe from any thread. */
final class SandboxLimit {
  private final int max;
  private int living;
  private int ending;

  SandboxLimit(int max) {
    this.max = max;
  }

  /** Counts one more, unless there are as many as may be. */
  synchronized boolean tryStart() {
    if (living + ending >= max) {
      return false;
    }
    living++;
    return true;
  }

  /** One is no longer of use, but still there. */
  synchronized void ending() {
    living--;
    ending++;
  }

  /** One that was ending is gone. */
  synchronized void gone() {
    ending--;
  }

  /** Whether room is about to come without anybody's doing. */
  synchronized boolean roomIsComing() {
    return ending > 0;
  }
}
