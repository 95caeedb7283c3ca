package dev.postern.execute.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.http.Headers;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {
  @ParameterizedTest
  @ValueSource(strings = {"Connection", "Content-Length", "Expect", "TE", "Server", "Upgrade"})
  void someHeadersDoNotEnter(String name) {
    Headers sent = Headers.of("X-A", "1", name.toUpperCase(Locale.ROOT), "x", "X-B", "2");

    assertThat(HeaderRules.onEntry(sent)).isEqualTo(Headers.of("X-A", "1", "X-B", "2"));
  }

  @Test
  void headersWithoutSuchEnterAsTheyAre() {
    Headers sent = Headers.of("x-a", "1", "X-A", "2");

    assertThat(HeaderRules.onEntry(sent)).isSameAs(sent);
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Length,true,true",
    "X-Amzn-Trace-Id,true,true",
    "Authorization,false,true",
    "TE,false,true",
    "X-A,false,false"
  })
  void someHeadersAreNeverMapped(String name, boolean anywhere, boolean toAws) {
    assertThat(HeaderRules.refusedMapping(name, false)).isEqualTo(anywhere);
    assertThat(HeaderRules.refusedMapping(name, true)).isEqualTo(toAws);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "ä", "a\0"})
  void nameThatIsNoTokenIsLeftOut(String name) {
    Headers.Builder headers = Headers.builder();

    HeaderRules.setMapped(headers, name, "x");
    HeaderRules.setForHttp(headers, name, "x");
    HeaderRules.addMapped(headers, name, "x");
    HeaderRules.addOfProxyResponse(headers, name, "x");
    HeaderRules.setOfGatewayResponse(headers, name, "x");

    assertThat(headers.build()).isEqualTo(Headers.empty());
  }

  @Test
  void valueCannotEndItsField() {
    Headers.Builder headers = Headers.builder();

    HeaderRules.setMapped(headers, "X-A", "1\r\nX-B: 2\0\u007f");
    HeaderRules.addOfProxyResponse(headers, "X-C", "a\tb\nc");

    assertThat(headers.build()).isEqualTo(Headers.of("X-A", "1  X-B: 2  ", "X-C", "a\tb c"));
  }

  @Test
  void gatewayResponseKeepsFramingAndDateOfTheGateway() {
    Headers.Builder headers = Headers.builder();

    HeaderRules.setOfGatewayResponse(headers, "content-LENGTH", "5");
    HeaderRules.setOfGatewayResponse(headers, "Transfer-Encoding", "chunked");
    HeaderRules.setOfGatewayResponse(headers, "Date", "d");
    HeaderRules.setOfGatewayResponse(headers, "Server", "s");

    assertThat(headers.build()).isEqualTo(Headers.of("x-amzn-Remapped-Date", "d", "Server", "s"));
  }
}
