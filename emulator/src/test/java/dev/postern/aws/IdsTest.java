package dev.postern.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdsTest {
  private static final String LOWER_AND_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final String ALPHANUMERIC = LOWER_AND_DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private final Ids ids = new Ids(new Random(7));

  /** Each kind, its form, and the characters that it uses. */
  static Stream<Arguments> kinds() {
    return Stream.of(
        kind("API", Ids::tenCharacters, "[a-z0-9]{10}", LOWER_AND_DIGITS),
        kind("distribution", Ids::thirteenCharacters, "[a-z0-9]{13}", LOWER_AND_DIGITS),
        kind("resource", Ids::sixCharacters, "[a-z0-9]{6}", LOWER_AND_DIGITS),
        kind("API key", Ids::fortyCharacters, "[A-Za-z0-9]{40}", ALPHANUMERIC),
        kind("extended", Ids::extendedRequestId, "[A-Za-z0-9_-]{15}=", ALPHANUMERIC + "-_="),
        kind("CloudFront", Ids::cloudFrontId, "[A-Za-z0-9_-]{54}==", ALPHANUMERIC + "-_="),
        kind("hex", ids -> ids.hex(24), "[0-9a-f]{24}", "0123456789abcdef"),
        kind(
            "UUID",
            Ids::uuid,
            "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
            "0123456789abcdef-"));
  }

  private static Arguments kind(
      String name, Function<Ids, String> maker, String form, String alphabet) {
    return Arguments.of(name, maker, Pattern.compile(form), alphabet);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void idsHaveAwsFormAndUseTheWholeAlphabet(
      String name, Function<Ids, String> maker, Pattern form, String alphabet) {
    List<String> made = IntStream.range(0, 500).mapToObj(_ -> maker.apply(ids)).toList();

    assertThat(made).as(name).allMatch(form.asMatchPredicate()).doesNotHaveDuplicates();
    assertThat(characters(made)).as(name).isEqualTo(characters(List.of(alphabet)));
  }

  private static Set<Integer> characters(List<String> texts) {
    return texts.stream().flatMapToInt(String::chars).boxed().collect(Collectors.toSet());
  }

  @Test
  void sameSeedMakesTheSameIds() {
    Ids same = new Ids(new Random(7));

    assertThat(same.uuid()).isEqualTo(ids.uuid());
    assertThat(same.tenCharacters()).isEqualTo(ids.tenCharacters());
  }

  @Test
  void idThatIsTakenIsMadeAnew() {
    List<String> refused = new ArrayList<>();

    String id = ids.sixCharacters(made -> refused.size() < 2 && refused.add(made));

    assertThat(refused).hasSize(2).doesNotContain(id);
  }

  @Test
  void eachHexadecimalDigitIsAsLikely() {
    Map<Integer, Long> counts =
        ids.hex(16_000)
            .chars()
            .boxed()
            .collect(Collectors.groupingBy(digit -> digit, Collectors.counting()));

    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(800L, 1_200L));
  }
}
