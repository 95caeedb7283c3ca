package dev.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a.b           | a.b                                  | true
          a.b           | axb                                  | false
          {uuid}        | 6f0a1c1e-5d0c-4a55-9a8e-2f5a0f6f1b11 | true
          {uuid}        | 6f0a1c1e                             | false
          {number}      | 12                                   | true
          {number}      | 1.2                                  | false
          {hex}-{hex}   | 0a-ff                                | true
          {hex}         | 0A                                   | false
          "{any}"       | "a b"                                | true
          "{any}"       | "a","b"                              | false
          "{any}"       | ""                                   | false
          [{rest}]      | ["a","b"]                            | true
          [{rest}]      | []                                   | true
          /{id}/{any}   | /{id}/7                              | true
          /{id}/{any}   | /8/7                                 | false
          """)
  void placeholdersMatchVaryingText(String expected, String actual, boolean matches) {
    assertThat(new ExpectedText(expected).matches(actual)).isEqualTo(matches);
  }
}
