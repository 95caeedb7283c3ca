package dev.postern.http;

import org.jspecify.annotations.Nullable;

/** A set of header names. Lookups ignore case and make no string. Immutable. */
public final class HeaderNames {
  /**
   * Converts an ASCII letter to lower case. Other characters may collide; names are compared
   * afterwards.
   */
  private static final int FOLD = 0x20;

  /**
   * Hash table with open addressing. The length is a power of two; at least a quarter of the slots
   * are null.
   */
  private final @Nullable String[] slots;

  private HeaderNames(@Nullable String[] slots) {
    this.slots = slots;
  }

  /** Returns the set of these names. */
  public static HeaderNames of(String... names) {
    int capacity = Integer.highestOneBit(Math.max(1, names.length)) * 4;
    HeaderNames set = new HeaderNames(new @Nullable String[capacity]);
    for (String name : names) {
      set.slots[set.slotOf(name)] = name;
    }
    return set;
  }

  public boolean contains(String name) {
    return slots[slotOf(name)] != null;
  }

  /** Returns the spelling in the set, or the name itself if it is not in the set. */
  public String spelled(String name) {
    String own = slots[slotOf(name)];
    return own == null ? name : own;
  }

  /** Returns the slot of the name, or the empty slot for it. */
  private int slotOf(String name) {
    int mask = slots.length - 1;
    int slot = hash(name) & mask;
    String there = slots[slot];
    while (there != null && !there.equalsIgnoreCase(name)) {
      slot = (slot + 1) & mask;
      there = slots[slot];
    }
    return slot;
  }

  private static int hash(String name) {
    int hash = name.length();
    for (int i = 0; i < name.length(); i++) {
      hash = 31 * hash + (name.charAt(i) | FOLD);
    }
    return hash ^ (hash >>> 16);
  }
}
