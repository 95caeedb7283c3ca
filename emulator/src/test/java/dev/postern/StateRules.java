package dev.postern;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Conditions on state for {@link ArchitectureTest}, which ArchUnit's own rules do not reach. */
final class StateRules {
  private static final Set<String> LOCKS =
      Set.of("Semaphore", "CountDownLatch", "CyclicBarrier", "Phaser", "Exchanger");

  /** They lock the entry while their function runs. {@code computeIfAbsent} only fills it once. */
  private static final Set<String> LOCKING_UPDATES = Set.of("compute", "computeIfPresent", "merge");

  private static final Set<String> MONITOR_METHODS = Set.of("wait", "notify", "notifyAll");

  /** Not ours; by what their documentation says, or as they are configured once and then used. */
  private static final List<String> IMMUTABLE =
      List.of(
          // Their arrays leave them as copies only, or never.
          "dev.postern.http.HeaderNames",
          "dev.postern.http.Headers",
          "java.lang.",
          "java.math.",
          "java.net.URI",
          "java.nio.charset.",
          "java.time.",
          "java.util.Base64$",
          "java.util.Comparator",
          "java.util.HexFormat",
          "java.util.Locale",
          "java.util.Optional",
          "java.util.regex.Pattern",
          // Held lest the JDK forgets its level.
          "java.util.logging.Logger",
          // Readers, writers and factories that are never configured again.
          "com.fasterxml.jackson.",
          "com.jayway.jsonpath.",
          "io.netty.util.AsciiString",
          "io.netty.util.AttributeKey",
          "org.apache.velocity.runtime.RuntimeInstance",
          "org.pcollections.",
          "software.amazon.awssdk.services.");

  private static final Set<String> MUTABLE =
      Set.of(
          "java.lang.InheritableThreadLocal",
          "java.lang.StringBuffer",
          "java.lang.StringBuilder",
          "java.lang.Thread",
          "java.lang.ThreadLocal");

  private StateRules() {}

  /** Neither locks nor what can be used as one. */
  static ArchCondition<JavaClass> takeNoLock() {
    return new ArchCondition<>("take no lock") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        locks(type)
            .distinct()
            .forEach(lock ->
                events.add(SimpleConditionEvent.violated(type, type.getName() + ": " + lock)));
      }
    };
  }

  private static Stream<String> locks(JavaClass type) {
    Stream<String> types =
        type.getDirectDependenciesFromSelf().stream()
            .map(Dependency::getTargetClass)
            .filter(StateRules::isLock)
            .map(lock -> "uses " + lock.getSimpleName());
    Stream<String> methods =
        type.getMethods().stream()
            .filter(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED))
            .map(JavaMethod::getName)
            .map(name -> "synchronized method " + name);
    Stream<String> calls =
        Stream.<JavaCodeUnitAccess<?>>concat(
                type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream())
            .filter(call -> isMonitorCall(call) || isLockingUpdate(type, call))
            .map(call -> "calls " + call.getTarget().getName());
    Stream<String> blocks = hasMonitor(type) ? Stream.of("synchronized block") : Stream.empty();
    return Stream.of(types, methods, calls, blocks).flatMap(stream -> stream);
  }

  private static boolean isLock(JavaClass type) {
    return type.getPackageName().equals("java.util.concurrent.locks")
        || (type.getPackageName().equals("java.util.concurrent")
            && LOCKS.contains(type.getSimpleName()));
  }

  private static boolean isMonitorCall(JavaCodeUnitAccess<?> call) {
    return call.getTargetOwner().isEquivalentTo(Object.class)
        && MONITOR_METHODS.contains(call.getTarget().getName());
  }

  /** Fields are declared as maps of any kind: a class that knows concurrent ones has one. */
  private static boolean isLockingUpdate(JavaClass type, JavaCodeUnitAccess<?> call) {
    return LOCKING_UPDATES.contains(call.getTarget().getName())
        && call.getTargetOwner().isAssignableTo(Map.class)
        && type.getDirectDependenciesFromSelf().stream()
            .anyMatch(
                dependency -> dependency.getTargetClass().isAssignableTo(ConcurrentMap.class));
  }

  private static boolean hasMonitor(JavaClass type) {
    return type.getSource()
        .map(source -> read(source.getUri()))
        .map(model ->
            model.methods().stream()
                .map(MethodModel::code)
                .flatMap(Optional::stream)
                .flatMap(CodeModel::elementStream)
                .anyMatch(MonitorInstruction.class::isInstance))
        .orElse(false);
  }

  private static ClassModel read(java.net.URI file) {
    try (InputStream in = file.toURL().openStream()) {
      return ClassFile.of().parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Static fields of which neither they nor anything they hold can change. */
  static ArchCondition<JavaClass> haveNoStaticStateThatChanges() {
    return new ArchCondition<>("have no static state that changes") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (type.getFields().stream()
            .noneMatch(field -> field.getModifiers().contains(JavaModifier.STATIC))) {
          return;
        }
        for (Field field : type.reflect().getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers()) || field.isSynthetic()) {
            continue;
          }
          String name = type.getName() + "." + field.getName();
          String change =
              Modifier.isFinal(field.getModifiers())
                  ? change(value(field, null), Set.of())
                  : " is not final";
          if (change != null) {
            events.add(SimpleConditionEvent.violated(type, name + change));
          }
        }
      }
    };
  }

  private static @Nullable Object value(Field field, @Nullable Object owner) {
    try {
      field.setAccessible(true);
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field.toString(), e);
    }
  }

  /**
   * What of a value can change, or null if nothing can. Arrays of bytes are bodies, which are
   * shared and never written to: by review.
   */
  private static @Nullable String change(@Nullable Object value, Set<Object> within) {
    if (value == null || within.contains(value)) {
      return null;
    }
    Class<?> type = value.getClass();
    String name = type.getName();
    if (IMMUTABLE.stream().anyMatch(name::startsWith) && !MUTABLE.contains(name)) {
      return null;
    }
    if (type.isArray()) {
      return value instanceof byte[] || java.lang.reflect.Array.getLength(value) == 0
          ? null
          : " is an array";
    }
    Set<Object> inner =
        Stream.concat(within.stream(), Stream.of(value))
            .collect(
                Collectors.toCollection(
                    () -> java.util.Collections.newSetFromMap(new IdentityHashMap<>())));
    if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
      if (!name.startsWith("java.util.ImmutableCollections$")
          && !name.startsWith("java.util.Collections$Unmodifiable")
          && !name.startsWith("java.util.Collections$Empty")) {
        return " is a " + type.getSimpleName();
      }
      Stream<?> elements =
          value instanceof Map<?, ?> map
              ? Stream.concat(map.keySet().stream(), map.values().stream())
              : ((Collection<?>) value).stream();
      return elements
          .map(element -> change(element, inner))
          .filter(change -> change != null)
          .findFirst()
          .map(change -> "[]" + change)
          .orElse(null);
    }
    if (name.startsWith("dev.postern.")) {
      return changeOfFields(value, type, inner);
    }
    return value instanceof System.Logger || value instanceof Enum<?> ? null : " is a " + name;
  }

  private static @Nullable String changeOfFields(Object value, Class<?> type, Set<Object> inner) {
    for (Class<?> at = type; at.getName().startsWith("dev.postern."); at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
          if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers())) {
            return "." + field.getName() + " is not final";
          }
          continue;
        }
        String change =
            Modifier.isFinal(field.getModifiers())
                ? change(value(field, value), inner)
                : " is not final";
        if (change != null) {
          return "." + field.getName() + change;
        }
      }
    }
    return null;
  }

  /** Classes by name, each with the reason why a rule leaves it out. */
  static DescribedPredicate<JavaClass> oneOf(Map<String, String> reasons) {
    return DescribedPredicate.describe(
        "one of " + reasons.keySet(),
        type ->
            reasons.keySet().stream()
                .anyMatch(
                    name -> type.getName().equals(name) || type.getName().startsWith(name + "$")));
  }

  /** That each class which a rule leaves out would break it: no reason outlives its class. */
  static Set<String> withoutNeed(Map<String, String> reasons, Iterable<JavaClass> all) {
    Set<String> unused = new java.util.TreeSet<>(reasons.keySet());
    for (JavaClass type : all) {
      unused.removeIf(name ->
          (type.getName().equals(name) || type.getName().startsWith(name + "$"))
              && locks(type).findAny().isPresent());
    }
    return unused;
  }
}
