package dev.postern.mapping.vtl;

import org.jspecify.annotations.Nullable;

/** An object made for scripts: what it does not answer itself does not exist for them. */
public interface Scriptable extends Unprinted {
  /** The value of {@code $object.name}; null if there is none. */
  @Nullable Object property(String name);

  /** The value of {@code $object.name(arguments)}; null if there is no such method. */
  @Nullable Object call(String name, Arguments arguments);
}
