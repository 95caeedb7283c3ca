package dev.postern.sdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** What holds for the members of every SDK model class. */
public final class Members {
  private Members() {}

  /** Whether somebody gave the member this value: the SDK fills unset lists and maps itself. */
  public static boolean isSet(@Nullable Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }
}
