package dev.postern.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BinaryMediaTypesTest {
  private static final BinaryMediaTypes TYPES =
      BinaryMediaTypes.of(List.of("image/png", "application/*", "Text/CSV"));

  @Test
  void typesMatchWithoutTheirParameters() {
    assertThat(TYPES.matches("image/png")).isTrue();
    assertThat(TYPES.matches("Image/PNG; q=1")).isTrue();
    assertThat(TYPES.matches("application/pdf")).isTrue();
    assertThat(TYPES.matches("text/csv")).isTrue();
    assertThat(TYPES.matches("image/webp")).isFalse();
  }

  @Test
  void entryWithAnyOtherWildcardMatchesNothing() {
    BinaryMediaTypes types =
        BinaryMediaTypes.of(List.of("*/gif", "image/p*", "*", "*g/*", "a*/x", "image/*+xml"));

    for (String type :
        List.of(
            "image/gif", "*/gif", "image/png", "image/p*", "*", "*g/*", "a*/x", "image/*+xml")) {
      assertThat(types.matches(type)).as(type).isFalse();
      assertThat(types.matchesAccept(type)).as(type).isFalse();
    }
  }

  @Test
  void wildcardInAHeaderIsALiteral() {
    assertThat(TYPES.matchesAccept("*/*")).isFalse();
    assertThat(TYPES.matchesAccept("image/*")).isFalse();
    assertThat(TYPES.matchesAccept("application/*")).isTrue();
  }

  @Test
  void onlyTheFirstAcceptedTypeCounts() {
    assertThat(TYPES.matchesAccept("image/png,*/*")).isTrue();
    assertThat(TYPES.matchesAccept("image/webp,image/png")).isFalse();
  }

  @Test
  void missingHeaderIsNotBinary() {
    assertThat(TYPES.matches(null)).isFalse();
    assertThat(TYPES.matchesAccept(null)).isFalse();
    assertThat(BinaryMediaTypes.of(List.of("*/*")).matchesAccept(null)).isFalse();
  }

  @Test
  void fullWildcardMatchesAnyTypeAndAnEmptyListNone() {
    assertThat(BinaryMediaTypes.of(List.of("*/*")).matches("application/json")).isTrue();
    assertThat(BinaryMediaTypes.of(List.of()).matches("image/png")).isFalse();
  }
}
