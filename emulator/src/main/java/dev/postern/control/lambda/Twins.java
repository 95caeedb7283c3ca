package dev.postern.control.lambda;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Copies between SDK classes that are the same structure on the wire and unrelated in Java: {@code
 * FunctionConfiguration} and the answers of four operations.
 */
final class Twins {
  private Twins() {}

  /**
   * Sets every member of the builder that the source has by the same wire name; members unset in
   * the source stay unset.
   *
   * @return the builder
   */
  static <B extends SdkPojo> B fill(B builder, SdkPojo source) {
    Map<String, SdkField<?>> members = new HashMap<>();
    for (SdkField<?> field : source.sdkFields()) {
      members.put(field.locationName(), field);
    }
    for (SdkField<?> field : builder.sdkFields()) {
      SdkField<?> twin = members.get(field.locationName());
      if (twin != null) {
        field.set(builder, twin.getValueOrDefault(source));
      }
    }
    return builder;
  }
}
