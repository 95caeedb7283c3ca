package dev.postern.control.rest.patch;

import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.PatchErrors;
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
 * The changes that PATCH rules are made of, over any SDK class and its builder: {@code
 * text(Stage.Builder::description)}.
 */
public final class Changes {
  private Changes() {}

  /** Sets a member to the value; removing unsets it. */
  public static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>>
      PatchTable.Change<T> text(BiConsumer<B, @Nullable String> setter) {
    return set(setter, Patch::text);
  }

  /** Sets a member of an enumeration; no value, as removing, unsets it. */
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

  /** Sets a flag. */
  public static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>>
      PatchTable.Change<T> flag(BiConsumer<B, Boolean> setter) {
    return set(setter, Patch::flag);
  }

  /** Sets a whole number; removing unsets it. */
  public static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>>
      PatchTable.Change<T> integer(BiConsumer<B, @Nullable Integer> setter) {
    return set(setter, Patch::integer);
  }

  /** Sets a number; removing unsets it. */
  public static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>>
      PatchTable.Change<T> decimal(BiConsumer<B, @Nullable Double> setter) {
    return set(setter, Patch::decimal);
  }

  /** Sets a member to what the operation's value reads as. */
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
   * Puts or removes the map entry that the path's leaf names; removing what is not there is fine.
   */
  public static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>>
      PatchTable.Change<T> textEntry(
          Function<T, Map<String, String>> getter,
          BiConsumer<B, @Nullable Map<String, String>> setter) {
    return entry(getter, setter, Changes::textOrNull, null);
  }

  /**
   * As above, where only an entry that is there can be replaced or removed.
   *
   * @param absent what AWS answers when it is not
   */
  public static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>>
      PatchTable.Change<T> textEntry(
          Function<T, Map<String, String>> getter,
          BiConsumer<B, @Nullable Map<String, String>> setter,
          Supplier<AwsException> absent) {
    return entry(getter, setter, Changes::textOrNull, absent);
  }

  /** As above, of a map of flags. */
  public static <T extends ToCopyableBuilder<B, T>, B extends CopyableBuilder<B, T>>
      PatchTable.Change<T> flagEntry(
          Function<T, Map<String, Boolean>> getter,
          BiConsumer<B, @Nullable Map<String, Boolean>> setter,
          Supplier<AwsException> absent) {
    return entry(getter, setter, Patch::flag, absent);
  }

  // The SDK's maps hold null where AWS does: an empty template is stored so.
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

  /** Adds or removes the set member that the path's leaf names, or replaces it by the value. */
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

  /** Adds or removes the set member that is the operation's value. */
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
      @Nullable String gone,
      @Nullable String added) {
    List<String> members = new ArrayList<>(getter.apply(present));
    if (gone != null) {
      members.remove(gone);
    }
    if (added != null && !members.contains(added)) {
      members.add(added);
    }
    B builder = present.toBuilder();
    setter.accept(builder, members.isEmpty() ? null : members);
    return builder.build();
  }
}
