package dev.postern.sdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Properties of the members of every SDK model class. */
public final class Members {
  private Members() {}

  /**
   * Returns whether the member was set to this value. The SDK fills unset lists and maps itself.
   */
  public static boolean isSet(@Nullable Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }
}
