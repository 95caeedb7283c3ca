package dev.postern.control.rest.patch;

import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.PatchErrors;
import dev.postern.control.Descriptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.utils.builder.CopyableBuilder;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * Changes for PATCH rules of any SDK class with a builder, such as {@code
 * text(Stage.Builder::description)}.
 */
public final class Changes {
  private Changes() {}

  /** Returns a change that sets a member to the value, or unsets it on {@code remove}. */
  public static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>>
      PatchTable.Change<T> text(BiConsumer<B, @Nullable String> setter) {
    return set(setter, Patch::text);
  }

  /** Returns a change that sets a description, or unsets it on {@code remove} or an empty value. */
  public static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>>
      PatchTable.Change<T> description(BiConsumer<B, @Nullable String> setter) {
    return set(setter, patch -> Descriptions.orNone(patch.text()));
  }

  /**
   * Returns a change that sets an enumerated member, or unsets it on {@code remove} or no value.
   */
  public static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>>
      PatchTable.Change<T> choice(BiConsumer<B, @Nullable String> setter, Set<String> choices) {
    return set(
        setter,
        patch -> {
          String chosen = patch.text();
          if (chosen == null || chosen.isEmpty()) {
            return null;
          }
          if (!choices.contains(chosen)) {
            throw PatchErrors.invalidValue(patch.path(), chosen);
          }
          return chosen;
        });
  }

  /** Returns a change that sets a flag. */
  public static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>>
      PatchTable.Change<T> flag(BiConsumer<B, Boolean> setter) {
    return set(setter, Patch::flag);
  }

  /** Returns a change that sets an integer, or unsets it on {@code remove}. */
  public static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>>
      PatchTable.Change<T> integer(BiConsumer<B, @Nullable Integer> setter) {
    return set(setter, Patch::integer);
  }

  /** Returns a change that sets a number, or unsets it on {@code remove}. */
  public static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>>
      PatchTable.Change<T> decimal(BiConsumer<B, @Nullable Double> setter) {
    return set(setter, Patch::decimal);
  }

  /** Returns a change that sets a member to the parsed value of the operation. */
  public static <
          T extends ToCopyableBuilder<B, T>,
          B extends CopyableBuilder<B, T>,
          V extends @Nullable Object>
      PatchTable.Change<T> set(BiConsumer<B, V> setter, Function<Patch, V> value) {
    return (present, patch) -> {
      B builder = present.toBuilder();
      setter.accept(builder, value.apply(patch));
      return builder.build();
    };
  }

  /**
   * Returns a change that puts or removes the map entry that the path's leaf names. Ignores the
   * removal of an absent entry.
   */
  public static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>>
      PatchTable.Change<T> textEntry(
          Function<T, Map<String, String>> getter,
          BiConsumer<B, @Nullable Map<String, String>> setter) {
    return entry(getter, setter, Changes::textOrNull, null);
  }

  /**
   * Returns a change that puts or removes a map entry, and refuses to replace or remove an absent
   * entry.
   *
   * @param absent the error for an absent entry
   */
  public static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>>
      PatchTable.Change<T> textEntry(
          Function<T, Map<String, String>> getter,
          BiConsumer<B, @Nullable Map<String, String>> setter,
          Supplier<AwsException> absent) {
    return entry(getter, setter, Changes::textOrNull, absent);
  }

  /** Returns a change that puts or removes an entry of a map of flags. */
  public static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>>
      PatchTable.Change<T> flagEntry(
          Function<T, Map<String, Boolean>> getter,
          BiConsumer<B, @Nullable Map<String, Boolean>> setter,
          Supplier<AwsException> absent) {
    return entry(getter, setter, Patch::flag, absent);
  }

  // The SDK's maps contain null where AWS's do, for example for an empty template.
  @SuppressWarnings("NullAway")
  private static String textOrNull(Patch patch) {
    return patch.text();
  }

  private static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>, V>
      PatchTable.Change<T> entry(
          Function<T, Map<String, V>> getter,
          BiConsumer<B, @Nullable Map<String, V>> setter,
          Function<Patch, V> value,
          @Nullable Supplier<AwsException> absent) {
    return (present, patch) -> {
      Map<String, V> entries = new LinkedHashMap<>(getter.apply(present));
      if (absent != null && patch.op() != Op.ADD && !entries.containsKey(patch.leaf())) {
        throw absent.get();
      }
      if (patch.removes()) {
        entries.remove(patch.leaf());
      } else {
        entries.put(patch.leaf(), value.apply(patch));
      }
      B builder = present.toBuilder();
      setter.accept(builder, entries.isEmpty() ? null : entries);
      return builder.build();
    };
  }

  /**
   * Returns a change that adds or removes the set member that the path's leaf names, or replaces it
   * by the value.
   */
  public static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>>
      PatchTable.Change<T> member(
          Function<T, List<String>> getter, BiConsumer<B, @Nullable Collection<String>> setter) {
    return (present, patch) ->
        withMember(
            present,
            getter,
            setter,
            patch.op() == Op.ADD ? null : patch.leaf(),
            switch (patch.op()) {
              case ADD -> patch.leaf();
              case REPLACE -> patch.value();
              default -> null;
            });
  }

  /** Returns a change that adds or removes the operation's value as a set member. */
  public static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>>
      PatchTable.Change<T> memberByValue(
          Function<T, List<String>> getter, BiConsumer<B, @Nullable Collection<String>> setter) {
    return (present, patch) ->
        withMember(
            present,
            getter,
            setter,
            patch.removes() ? patch.value() : null,
            patch.removes() ? null : patch.value());
  }

  private static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>> T withMember(
      T present,
      Function<T, List<String>> getter,
      BiConsumer<B, @Nullable Collection<String>> setter,
      @Nullable String removed,
      @Nullable String added) {
    List<String> members = new ArrayList<>(getter.apply(present));
    if (removed != null) {
      members.remove(removed);
    }
    if (added != null && !members.contains(added)) {
      members.add(added);
    }
    B builder = present.toBuilder();
    setter.accept(builder, members.isEmpty() ? null : members);
    return builder.build();
  }
}
