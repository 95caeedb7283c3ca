package dev.postern.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postern.mapping.IntegrationResponseSelector.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntegrationResponseSelectorTest {
  private static final IntegrationResponseSelector<String> LAMBDA =
      selector(
          entry(null, 200), entry(".+", 502), entry(".*four hundred.*", 405), entry("200", 504));

  private static final IntegrationResponseSelector<String> MOCK =
      selector(entry("", 200), entry("4\\d\\d", 404), entry("4\\d\\d", 403));

  @Test
  void successSelectsTheDefault() {
    assertThat(LAMBDA.select(null)).contains("200");
  }

  @Test
  void errorMessageSelectsTheMatchWithTheLowestStatus() {
    assertThat(LAMBDA.select("Error: four hundred x")).contains("405");
    assertThat(LAMBDA.select("Boom")).contains("502");
  }

  @Test
  void matchingPatternTakesPrecedenceOverTheDefault() {
    assertThat(selector(entry(null, 200), entry(".*", 500)).select(null)).contains("500");
  }

  @Test
  void patternMatchesTheWholeTextAndItsDotsMatchNoLineBreaks() {
    IntegrationResponseSelector<String> selector = selector(entry("Bad.*", 400));

    assertThat(selector.select("Bad request")).contains("400");
    assertThat(selector.select("Very Bad request")).isEmpty();
    assertThat(selector.select("Bad\nrequest")).isEmpty();
  }

  @Test
  void mockPrefersTheEntryWithItsOwnStatus() {
    assertThat(MOCK.selectForMock(404)).contains("404");
    assertThat(MOCK.selectForMock(403)).contains("403");
    assertThat(MOCK.selectForMock(418)).contains("403");
    assertThat(MOCK.selectForMock(500)).contains("200");
  }

  @Test
  void withoutMatchAndDefaultNothingIsSelected() {
    assertThat(selector(entry("2\\d\\d", 200)).select("404")).isEmpty();
  }

  @Test
  void invalidPatternIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> selector(entry("(", 400)));
  }

  private static Entry<String> entry(@Nullable String pattern, int status) {
    return new Entry<>(pattern, status, Integer.toString(status));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  private static IntegrationResponseSelector<String> selector(Entry<String>... entries) {
    return IntegrationResponseSelector.of(List.of(entries));
  }
}
