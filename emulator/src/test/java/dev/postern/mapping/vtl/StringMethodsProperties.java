package dev.postern.mapping.vtl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Searching, replacing and splitting with limited work returns the same as Java's methods. */
class StringMethodsProperties {
  private static final List<String> REGEXES =
      List.of("", "a", "b+", "a*", "ab|b", "(?=a)", "^", "$", "c");

  @Test
  void searchReplaceAndSplitReturnTheSameAsJava() {
    for (int seed = 0; seed < 20_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String text = text(random, 12);
      String other = text(random, 4);
      String regex = REGEXES.get(random.nextInt(REGEXES.size()));
      int number = random.nextInt(-2, 15);
      String about = "seed %d: '%s' '%s' %s %d".formatted(seed, text, other, regex, number);

      assertThat(call(text, "indexOf", other)).as(about).isEqualTo(text.indexOf(other));
      assertThat(call(text, "indexOf", other, number))
          .as(about)
          .isEqualTo(text.indexOf(other, number));
      assertThat(call(text, "lastIndexOf", other)).as(about).isEqualTo(text.lastIndexOf(other));
      assertThat(call(text, "lastIndexOf", other, number))
          .as(about)
          .isEqualTo(text.lastIndexOf(other, number));
      assertThat(call(text, "contains", other)).as(about).isEqualTo(text.contains(other));
      assertThat(call(text, "replace", other, "xy")).as(about).isEqualTo(text.replace(other, "xy"));
      assertThat(call(text, "replaceAll", regex, "<$0>"))
          .as(about)
          .isEqualTo(text.replaceAll(regex, "<$0>"));
      assertThat(call(text, "split", regex)).as(about).isEqualTo(Arrays.asList(text.split(regex)));
      assertThat(call(text, "split", regex, number))
          .as(about)
          .isEqualTo(Arrays.asList(text.split(regex, number)));
    }
  }

  private static String text(RandomGenerator random, int maxLength) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(maxLength + 1); i > 0; i--) {
      text.append("aab".charAt(random.nextInt(3)));
    }
    return text.toString();
  }

  private static @Nullable Object call(String text, String name, Object... arguments) {
    Run run =
        new Run(
            new Script(new Statement.Text(""), List.of(), Map.of()),
            new @Nullable Object[0],
            new Bounds(1_000, 10_000, 1_000_000));
    return Members.call(text, name, arguments, run);
  }
}
