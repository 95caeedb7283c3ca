package dev.postern.runner.environment;

/** Bounds the sandboxes of all functions together. Safe from any thread. */
final class SandboxLimit {
  private final int most;
  private int living;
  private int ending;

  SandboxLimit(int most) {
    this.most = most;
  }

  /** Counts one more, unless there are as many as may be. */
  synchronized boolean tryStart() {
    if (living + ending >= most) {
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
