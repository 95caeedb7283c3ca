package dev.postern.wire;

import dev.postern.aws.error.WireErrors;
import dev.postern.sdk.Members;
import dev.postern.sdk.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/** Checks one request and collects the constraints that it breaks. */
final class ConstraintCheck {
  private final ConstraintTexts texts;
  private final Map<String, Map<String, Constraint>> structures;
  private final List<String> failures = new ArrayList<>(0);

  /**
   * Prepares the check of one request.
   *
   * @param structures constraints by SDK class and wire name
   */
  ConstraintCheck(ConstraintTexts texts, Map<String, Map<String, Constraint>> structures) {
    this.texts = texts;
    this.structures = structures;
  }

  void run(Operation operation, SdkPojo request) {
    String input = texts.inputPrefix() ? lowerFirst(operation.name()) + "Input." : "";
    Map<String, Constraint> constraints = of(request);
    for (SdkField<?> field : bodyFirst(request)) {
      boolean inBody = field.location() == MarshallLocation.PAYLOAD;
      String name = lowerFirst(inBody ? field.locationName() : field.memberName());
      if (!name.equals(texts.runtime())) {
        member(
            inBody ? input + name : name,
            constraints.get(field.locationName()),
            field.getValueOrDefault(request));
      }
    }
    if (!failures.isEmpty()) {
      throw WireErrors.validation(texts.code(), failures);
    }
    runtime(request, constraints);
  }

  /** Returns the members in the order of AWS's texts: those of the body before all others. */
  private static List<SdkField<?>> bodyFirst(SdkPojo request) {
    List<SdkField<?>> fields = new ArrayList<>(request.sdkFields());
    fields.sort(Comparator.comparing(field -> field.location() != MarshallLocation.PAYLOAD));
    return fields;
  }

  private void runtime(SdkPojo request, Map<String, Constraint> constraints) {
    for (SdkField<?> field : request.sdkFields()) {
      Constraint constraint = constraints.get(field.locationName());
      if (constraint != null
          && lowerFirst(field.locationName()).equals(texts.runtime())
          && field.getValueOrDefault(request) instanceof String runtime
          && !constraint.self().broken(runtime).isEmpty()) {
        throw WireErrors.unknownRuntime(runtime, constraint.self().set());
      }
    }
  }

  private void structure(String path, SdkPojo structure) {
    Map<String, Constraint> constraints = of(structure);
    for (SdkField<?> field : structure.sdkFields()) {
      member(
          path + "." + lowerFirst(field.locationName()),
          constraints.get(field.locationName()),
          field.getValueOrDefault(structure));
    }
  }

  private void member(String path, @Nullable Constraint constraint, @Nullable Object value) {
    if (value == null || !Members.isSet(value)) {
      if (constraint != null && constraint.required()) {
        failures.add(Constraint.missing(path));
      }
      return;
    }
    if (constraint != null) {
      failures.addAll(constraint.failures(path, value, texts.notNullInLists()));
    }
    nested(path, value);
  }

  private void nested(String path, Object value) {
    switch (value) {
      case SdkPojo structure -> structure(path, structure);
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          element(path + "." + (i + 1), list.get(i));
        }
      }
      case Map<?, ?> map -> map.forEach((key, element) -> element(path + "." + key, element));
      default -> {}
    }
  }

  private void element(String path, @Nullable Object element) {
    if (element != null) {
      nested(path + ".member", element);
    }
  }

  private Map<String, Constraint> of(SdkPojo structure) {
    return structures.getOrDefault(structure.getClass().getSimpleName(), Map.of());
  }

  private static String lowerFirst(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
