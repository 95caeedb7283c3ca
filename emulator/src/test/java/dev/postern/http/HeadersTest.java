package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadersTest {
  private static final Headers HEADERS = Headers.of("Host", "h", "X-A", "1", "x-a", "2");

  @Test
  void namesAreFoundInAnyCase() {
    assertThat(HEADERS.get("hOST")).isEqualTo("h");
    assertThat(HEADERS.contains("X-a")).isTrue();
    assertThat(HEADERS.all("X-A")).containsExactly("1", "2");
  }

  @Test
  void firstValueWins() {
    assertThat(HEADERS.first("x-a")).contains("1");
    assertThat(HEADERS.first("X-B")).isEmpty();
    assertThat(HEADERS.get("X-B")).isNull();
  }

  @Test
  void fieldsKeepOrderAndSpelling() {
    List<String> seen = new ArrayList<>();

    HEADERS.forEach((name, value) -> seen.add(name + "=" + value));

    assertThat(seen).containsExactly("Host=h", "X-A=1", "x-a=2");
    assertThat(HEADERS.size()).isEqualTo(3);
    assertThat(HEADERS.name(2)).isEqualTo("x-a");
    assertThat(HEADERS.value(2)).isEqualTo("2");
  }

  @Test
  void nameWithoutValueIsRefused() {
    assertThatThrownBy(() -> Headers.of("Host")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void plusAddsBehindAndLeavesTheOriginal() {
    Headers more = HEADERS.plus("X-A", "3", "Y", "4");

    assertThat(more)
        .isEqualTo(Headers.of("Host", "h", "X-A", "1", "x-a", "2", "X-A", "3", "Y", "4"));
    assertThat(HEADERS.size()).isEqualTo(3);
  }

  @Test
  void setReplacesAllOfTheNameInThePlaceOfTheFirst() {
    Headers set = HEADERS.toBuilder().add("Z", "z").set("X-a", "new").build();

    assertThat(set).isEqualTo(Headers.of("Host", "h", "X-a", "new", "Z", "z"));
  }

  @Test
  void setOfANewNameIsAddedAtTheEnd() {
    assertThat(HEADERS.toBuilder().set("Y", "y").build()).isEqualTo(HEADERS.plus("Y", "y"));
  }

  @Test
  void removeTakesAllOfTheName() {
    Headers.Builder builder = HEADERS.toBuilder().remove("x-A");

    assertThat(builder.contains("X-A")).isFalse();
    assertThat(builder.build()).isEqualTo(Headers.of("Host", "h"));
  }

  @Test
  void builderOfHeadersDoesNotChangeThem() {
    Headers.Builder builder = HEADERS.toBuilder();
    Headers before = builder.build();

    builder.set("Host", "other").remove("X-A");

    assertThat(HEADERS.get("Host")).isEqualTo("h");
    assertThat(before).isEqualTo(HEADERS).hasSameHashCodeAs(HEADERS);
  }

  @Test
  void builderTakesAnyNumberOfFields() {
    Headers.Builder builder = Headers.builder();
    for (int i = 0; i < 100; i++) {
      builder.add("X-" + i, Integer.toString(i));
    }

    Headers built = builder.build();

    assertThat(built.size()).isEqualTo(100);
    assertThat(built.get("x-99")).isEqualTo("99");
  }

  @Test
  void builderWithoutFieldsMakesNone() {
    assertThat(Headers.builder().build()).isEqualTo(Headers.empty());
  }

  @Test
  void textShowsNoValues() {
    assertThat(Headers.of("Authorization", "secret", "Host", "h"))
        .hasToString("[Authorization, Host]");
  }
}
