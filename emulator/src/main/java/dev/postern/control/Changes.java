package dev.postern.control;

import dev.postern.aws.error.AwsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Puts or removes the map entry that the path's leaf names. */
  public static <
          T extends ToCopyableBuilder<B, T>,
          B extends CopyableBuilder<B, T>,
          V extends @Nullable Object>
      PatchTable.Change<T> entry(
          Function<T, Map<String, V>> getter,
          BiConsumer<B, @Nullable Map<String, V>> setter,
          Function<Patch, V> value) {
    return (present, patch) -> {
      Map<String, V> entries = new LinkedHashMap<>(getter.apply(present));
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
   * As {@link #entry(Function, BiConsumer, Function)}, where only an entry that is there can be
   * replaced or removed.
   */
  public static <
          T extends ToCopyableBuilder<B, T>,
          B extends CopyableBuilder<B, T>,
          V extends @Nullable Object>
      PatchTable.Change<T> entry(
          Function<T, Map<String, V>> getter,
          BiConsumer<B, @Nullable Map<String, V>> setter,
          Function<Patch, V> value,
          Supplier<AwsException> absent) {
    PatchTable.Change<T> change = entry(getter, setter, value);
    return (present, patch) -> {
      if (patch.op() != Op.ADD && !getter.apply(present).containsKey(patch.leaf())) {
        throw absent.get();
      }
      return change.apply(present, patch);
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
