package dev.postern.mapping.vtl;

import org.jspecify.annotations.Nullable;

/** Object for scripts. They can reach only the members that it returns itself. */
public interface Scriptable extends Unprinted {
  /** Returns the value of {@code $object.name}; null if there is none. */
  @Nullable Object property(String name);

  /** Returns the value of {@code $object.name(arguments)}; null if there is no such method. */
  @Nullable Object call(String name, Arguments arguments);
}
