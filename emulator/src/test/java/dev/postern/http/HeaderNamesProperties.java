package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets of header names against a sorted map that ignores case. */
class HeaderNamesProperties {
  /** Letters with their capitals, and characters that differ from one another by that bit only. */
  private static final String CHARACTERS = "abcABC-_^~@`09";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsTheNamesThatANaiveSetFinds(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      Map<String, String> naive = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      int count = random.nextInt(20);
      for (int i = 0; i < count; i++) {
        String name = name(random);
        naive.putIfAbsent(name, name);
      }
      HeaderNames names = HeaderNames.of(naive.values().toArray(String[]::new));

      for (String member : naive.values()) {
        String other = member.toUpperCase(Locale.ROOT);
        assertThat(names.contains(other)).as("seed %d: %s", seed, other).isTrue();
        assertThat(names.spelled(other)).as("seed %d: %s", seed, other).isEqualTo(member);
      }
      for (int i = 0; i < 50; i++) {
        String name = name(random);
        assertThat(names.contains(name))
            .as("seed %d: %s in %s", seed, name, naive.values())
            .isEqualTo(naive.containsKey(name));
        assertThat(names.spelled(name))
            .as("seed %d: %s in %s", seed, name, naive.values())
            .isEqualTo(naive.getOrDefault(name, name));
      }
    }
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder();
    int length = 1 + random.nextInt(3);
    for (int i = 0; i < length; i++) {
      name.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return name.toString();
  }
}
