package dev.postern.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UriTemplateTest {

  @Test
  void placeholdersAreFilledByName() {
    UriTemplate uri = UriTemplate.compile("http://h/{a}/x/{b}?c={a}", _ -> false);

    assertThat(uri.render(Map.of("a", "1", "b", "2")::get)).isEqualTo("http://h/1/x/2?c=1");
  }

  @Test
  void placeholderWithoutAValueIsKept() {
    UriTemplate uri = UriTemplate.compile("http://h/{a}/{b+}", _ -> false);

    assertThat(uri.render(_ -> null)).isEqualTo("http://h/{a}/{b+}");
  }

  @Test
  void uriWithoutPlaceholdersIsUnchanged() {
    assertThat(UriTemplate.compile("http://h/p?{}", _ -> false).render(_ -> "x"))
        .isEqualTo("http://h/p?{}");
  }

  @Test
  void valuesAreEncodedForOneSegment() {
    UriTemplate uri = UriTemplate.compile("http://h/{a}", _ -> false);

    assertThat(uri.render(_ -> "test+alias@x")).isEqualTo("http://h/test+alias@x");
    assertThat(uri.render(_ -> "a b%c/d?e#f")).isEqualTo("http://h/a%20b%25c%2Fd%3Fe%23f");
    assertThat(uri.render(_ -> "é/{x}")).isEqualTo("http://h/%C3%A9%2F%7Bx%7D");
  }

  @Test
  void greedyValueKeepsItsSlashes() {
    assertThat(UriTemplate.compile("http://h/{p}", "p"::equals).render(_ -> "a//b c"))
        .isEqualTo("http://h/a//b%20c");
    assertThat(UriTemplate.compile("http://h/{p+}", _ -> false).render(_ -> "a/b"))
        .isEqualTo("http://h/a/b");
  }

  @Test
  void queryValueKeepsOnlyUnreservedCharacters() {
    UriTemplate uri = UriTemplate.compile("http://h/p?v={a}", _ -> true);

    assertThat(uri.render(_ -> "a&b=c/d e+f")).isEqualTo("http://h/p?v=a%26b%3Dc%2Fd%20e%2Bf");
  }
}
