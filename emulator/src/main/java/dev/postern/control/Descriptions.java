package dev.postern.control;

import dev.postern.aws.Unverified;
import org.jspecify.annotations.Nullable;

/** Descriptions, which every kind of resource may have. */
public final class Descriptions {
  private Descriptions() {}

  /** Returns the description as AWS stores it: an empty one is the same as none. */
  @Unverified(
      "An empty description is recorded as unset for models and refused for REST APIs; for other "
          + "resources it is assumed to be unset.")
  public static @Nullable String orNone(@Nullable String sent) {
    return sent == null || sent.isEmpty() ? null : sent;
  }
}
