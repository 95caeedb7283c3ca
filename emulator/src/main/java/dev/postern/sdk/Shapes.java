package dev.postern.sdk;

import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Copies between the SDK's twin classes: {@code RestApi}, {@code CreateRestApiResponse} and {@code
 * GetRestApiResponse} are one shape to AWS and unrelated types to Java.
 */
public final class Shapes {
  private Shapes() {}

  /**
   * A builder of the target class with all that it shares with the source.
   *
   * <p>Shared are the members of one wire name and type that travel in the payload on both sides:
   * by member name, {@code PutIntegration} would give the path's verb to the back end. Unset lists
   * and maps stay unset.
   *
   * @param target makes the builder, such as {@code Stage::builder}
   */
  public static <B extends SdkPojo> B as(SdkPojo source, Supplier<B> target) {
    B builder = target.get();
    Map<String, SdkField<?>> from = source.sdkFieldNameToField();
    for (SdkField<?> field : builder.sdkFields()) {
      SdkField<?> twin = from.get(field.locationName());
      if (twin == null || !inPayload(twin) || !inPayload(field)) {
        continue;
      }
      // Most members are unset: to look at their types would be most of the work.
      Object value = twin.getValueOrDefault(source);
      if (Members.isSet(value) && sameType(twin, field)) {
        field.set(builder, value);
      }
    }
    return builder;
  }

  private static boolean inPayload(SdkField<?> field) {
    return field.location() == MarshallLocation.PAYLOAD;
  }

  /** A name may stand for two things: {@code stageKeys} are objects sent and texts shown. */
  private static boolean sameType(SdkField<?> one, SdkField<?> other) {
    MarshallingType<?> type = one.marshallingType();
    if (!type.equals(other.marshallingType())) {
      return false;
    }
    if (type.equals(MarshallingType.LIST)) {
      return sameType(
          one.getTrait(ListTrait.class).memberFieldInfo(),
          other.getTrait(ListTrait.class).memberFieldInfo());
    }
    if (type.equals(MarshallingType.MAP)) {
      return sameType(
          one.getTrait(MapTrait.class).valueFieldInfo(),
          other.getTrait(MapTrait.class).valueFieldInfo());
    }
    return !type.equals(MarshallingType.SDK_POJO)
        || one.constructor().get().getClass().equals(other.constructor().get().getClass());
  }
}
