package dev.postern.auth.policy;

import org.jspecify.annotations.Nullable;

/**
 * A range of IPv4 or IPv6 addresses in CIDR notation. Without a prefix length it is one address.
 *
 * @param six whether the addresses are IPv6
 * @param high first 64 bits of an IPv6 address; the 32 bits of an IPv4 address, left-aligned
 * @param low last 64 bits of an IPv6 address
 * @param prefix number of bits to compare
 */
record IpRange(boolean six, long high, long low, int prefix) {
  private static final int MAX_GROUPS = 8;

  /** Parses a range; returns null if the text is none. */
  static @Nullable IpRange parse(String text) {
    int slash = text.indexOf('/');
    IpRange address = address(slash < 0 ? text : text.substring(0, slash));
    if (address == null || slash < 0) {
      return address;
    }
    int prefix = number(text, slash + 1, text.length(), 3);
    return prefix < 0 || prefix > address.prefix()
        ? null
        : new IpRange(address.six(), address.high(), address.low(), prefix);
  }

  /** Parses a single address; returns null if the text is none. */
  static @Nullable IpRange address(String text) {
    if (text.indexOf(':') < 0) {
      long four = four(text, 0);
      return four < 0 ? null : new IpRange(false, four << 32, 0, 32);
    }
    return six(text);
  }

  /** Returns whether an address of the same family is in the range. */
  boolean contains(IpRange address) {
    if (six != address.six) {
      return false;
    }
    return ((high ^ address.high) & mask(Math.min(prefix, 64))) == 0
        && ((low ^ address.low) & mask(Math.max(prefix - 64, 0))) == 0;
  }

  private static long mask(int bits) {
    return bits == 0 ? 0 : -1L << (64 - bits);
  }

  /**
   * Parses four decimal numbers up to the end of the text; returns a negative value if malformed.
   */
  private static long four(String text, int start) {
    long address = 0;
    int at = start;
    for (int i = 0; i < 4; i++) {
      int end = i == 3 ? text.length() : text.indexOf('.', at);
      int number = end < 0 ? -1 : number(text, at, end, 3);
      if (number < 0 || number > 255 || (end - at > 1 && text.charAt(at) == '0')) {
        return -1;
      }
      address = address << 8 | number;
      at = end + 1;
    }
    return address;
  }

  private static @Nullable IpRange six(String text) {
    long[] halves = new long[2];
    int gap = text.indexOf("::");
    String head = gap < 0 ? text : text.substring(0, gap);
    String tail = gap < 0 ? "" : text.substring(gap + 2);
    int before = groups(head, 0, halves, gap < 0);
    if (before < 0) {
      return null;
    }
    if (gap < 0) {
      return before == MAX_GROUPS ? new IpRange(true, halves[0], halves[1], 128) : null;
    }
    int after = groups(tail, -1, halves, true);
    if (after < 0 || before + after >= MAX_GROUPS) {
      return null;
    }
    return groups(tail, MAX_GROUPS - after, halves, true) < 0
        ? null
        : new IpRange(true, halves[0], halves[1], 128);
  }

  /**
   * Reads groups of 16 bits into an address; the last two may be an IPv4 address.
   *
   * @param first index of the first group, or -1 to only count the groups
   * @return the number of groups, or -1 if the text is malformed
   */
  private static int groups(String text, int first, long[] halves, boolean last) {
    if (text.isEmpty()) {
      return 0;
    }
    int count = 0;
    int at = 0;
    while (true) {
      int colon = text.indexOf(':', at);
      int end = colon < 0 ? text.length() : colon;
      if (last && colon < 0 && text.indexOf('.', at) >= 0) {
        long four = four(text, at);
        if (four < 0 || count > MAX_GROUPS - 2) {
          return -1;
        }
        put(halves, first, count, four >>> 16);
        put(halves, first, count + 1, four & 0xffff);
        return count + 2;
      }
      int group = hex(text, at, end);
      if (group < 0 || count == MAX_GROUPS) {
        return -1;
      }
      put(halves, first, count++, group);
      if (colon < 0) {
        return count;
      }
      at = colon + 1;
    }
  }

  private static void put(long[] halves, int first, int index, long group) {
    int at = first + index;
    if (first >= 0 && at < MAX_GROUPS) {
      halves[at / 4] |= group << (48 - 16 * (at % 4));
    }
  }

  private static int hex(String text, int start, int end) {
    if (end == start || end - start > 4) {
      return -1;
    }
    int group = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      group = group << 4 | digit;
    }
    return group;
  }

  private static int number(String text, int start, int end, int maxDigits) {
    if (end <= start || end - start > maxDigits) {
      return -1;
    }
    int number = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = 10 * number + (c - '0');
    }
    return number;
  }
}
