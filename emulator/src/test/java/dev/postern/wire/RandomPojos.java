package dev.postern.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Fills SDK builders with random values that each member's location can carry. */
final class RandomPojos {
  private static final int MAX_DEPTH = 5;
  private static final String ANY =
      "abcXYZ019 -_.~/%+&=?#:@!$'()*,;[]{}|\\\"<>^`\t\n\u0001\u007fäßñ€漢字\u2028";
  private static final String PATH = "abcXYZ019 -_.~/%+&=?#:@!$'()*,;[]{}|\\\"<>^`äß€漢";
  private static final String HEADER = "abcXYZ019-_.~/%+&=?#:@!$'()*,;[]{}|\\\"<>^`";

  private final RandomGenerator random;

  RandomPojos(RandomGenerator random) {
    this.random = random;
  }

  /** Sets members of the builder and builds it. */
  SdkPojo fill(SdkPojo builder) {
    return fill(builder, 0);
  }

  private SdkPojo fill(SdkPojo builder, int depth) {
    for (SdkField<?> field : builder.sdkFields()) {
      if (mustBeSet(field) || (depth < MAX_DEPTH && random.nextInt(10) < 7)) {
        field.set(builder, member(field, depth));
      }
    }
    return (SdkPojo) ((SdkBuilder<?, ?>) builder).build();
  }

  /** Returns whether a member must be set, because clients otherwise set it themselves. */
  private static boolean mustBeSet(SdkField<?> field) {
    return (field.location() != MarshallLocation.PAYLOAD
            && field.location() != MarshallLocation.QUERY_PARAM)
        || field.containsTrait(PayloadTrait.class)
        || field.containsTrait(DefaultValueTrait.class);
  }

  private Object member(SdkField<?> field, int depth) {
    return switch (field.location()) {
      case STATUS_CODE -> random.nextBoolean() ? 200 : 202;
      case HEADER -> text(HEADER, 1);
      case PATH, GREEDY_PATH -> value(field, PATH, 1, depth);
      case QUERY_PARAM -> value(field, ANY, 1, depth);
      case PAYLOAD -> value(field, ANY, 0, depth);
    };
  }

  private Object value(SdkField<?> field, String alphabet, int shortest, int depth) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> text(alphabet, shortest);
      case INTEGER -> random.nextInt();
      case LONG -> random.nextLong();
      case DOUBLE -> random.nextGaussian() * Math.pow(10, random.nextInt(-8, 12));
      case BOOLEAN -> random.nextBoolean();
      case INSTANT -> Instant.ofEpochMilli(random.nextLong(0, 4_102_444_800_000L));
      case SDK_BYTES -> SdkBytes.fromByteArray(bytes());
      case SDK_POJO -> fill(field.constructor().get(), depth + 1);
      case LIST -> list(field.getTrait(ListTrait.class).memberFieldInfo(), shortest, depth);
      case MAP -> map(field.getTrait(MapTrait.class).valueFieldInfo(), shortest, depth);
      case NULL, SHORT, BYTE, FLOAT, BIG_DECIMAL, DOCUMENT ->
          throw new IllegalStateException("no such member in the four services");
    };
  }

  private List<Object> list(SdkField<?> element, int shortest, int depth) {
    List<Object> values = new ArrayList<>();
    for (int i = random.nextInt(shortest, 4); i > 0; i--) {
      values.add(value(element, ANY, shortest, depth));
    }
    return values;
  }

  private Map<String, Object> map(SdkField<?> element, int shortest, int depth) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = random.nextInt(shortest, 4); i > 0; i--) {
      values.put("key " + text(ANY, 1), value(element, ANY, shortest, depth));
    }
    return values;
  }

  private String text(String alphabet, int shortest) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(shortest, 20); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    boolean dots = text.toString().equals(".") || text.toString().equals("..");
    return dots || (text.toString().isBlank() && shortest > 0) ? "x" : text.toString();
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(1, 64)];
    random.nextBytes(bytes);
    return bytes;
  }
}
