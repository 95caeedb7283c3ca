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
 * Copies between SDK classes of the same shape: {@code RestApi}, {@code CreateRestApiResponse} and
 * {@code GetRestApiResponse} are one shape to AWS, but unrelated Java types.
 */
public final class Shapes {
  private Shapes() {}

  /**
   * Returns a builder of the target class with all members that it shares with the source.
   *
   * <p>Members are shared if they have the same wire name and type and are in the payload on both
   * sides. A copy by member name would store the verb of {@code PutIntegration}'s path as the
   * backend's. Unset lists and maps stay unset.
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
      // Values first: most members are unset, and comparing types is expensive.
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

  /**
   * Returns whether two members have the same type. One name may have two types: {@code stageKeys}
   * are objects in a request and texts in a response.
   */
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
