package dev.postern.execute.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.execute.Exchange;
import dev.postern.execute.TestExchange;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
  private static final Endpoint EDGE = new Endpoint.Edge(CloudFront.named("ab".repeat(16)));
  private static final String VIA = "1.1 " + "ab".repeat(16) + ".cloudfront.net (CloudFront)";

  @Test
  void regionalApiSeesTheClientsHeaders() {
    Exchange exchange = TestExchange.get().header("x-a", "1").build();

    assertThat(exchange.headers()).isEqualTo(exchange.request().headers());
    assertThat(exchange.stage().endpoint().type()).isEqualTo("REGIONAL");
  }

  @Test
  void cloudFrontTellsOfTheViewer() {
    Headers headers =
        TestExchange.get()
            .endpoint(EDGE)
            .header("user-agent", "curl")
            .header("x-a", "1")
            .build()
            .headers();

    assertThat(headers.get("CloudFront-Forwarded-Proto")).isEqualTo("https");
    assertThat(headers.get("CloudFront-Viewer-Country")).isEqualTo("US");
    assertThat(headers.get("Via")).isEqualTo(VIA);
    assertThat(headers.get("X-Amz-Cf-Id")).hasSize(56);
    assertThat(headers.toString()).contains("User-Agent", "x-a");
  }

  @ParameterizedTest
  @CsvSource({
    "curl,Desktop",
    ",Desktop",
    "X SmartTV,SmartTV",
    "X SMART-TV,SmartTV",
    "AppleTV,SmartTV",
    "iPad,Tablet",
    "X Tablet,Tablet",
    "Android 9,Tablet",
    "Android 9 Mobile,Mobile",
    "iPhone Mobile,Mobile"
  })
  void deviceFollowsFromTheUserAgent(@Nullable String agent, String device) {
    TestExchange get = TestExchange.get().endpoint(EDGE);
    Headers headers = (agent == null ? get : get.header("User-Agent", agent)).build().headers();

    for (String kind : new String[] {"Desktop", "Mobile", "SmartTV", "Tablet"}) {
      assertThat(headers.get("CloudFront-Is-" + kind + "-Viewer"))
          .isEqualTo(kind.equals(device) ? "true" : "false");
    }
  }

  @Test
  void viewerMayBeFromElsewhere() {
    Headers headers =
        TestExchange.get()
            .endpoint(EDGE)
            .header("cloudfront-viewer-country", "DE")
            .header("Via", "1.1 proxy")
            .build()
            .headers();

    assertThat(headers.all("CloudFront-Viewer-Country")).containsExactly("DE");
    assertThat(headers.get("Via")).isEqualTo("1.1 proxy, " + VIA);
  }

  @ParameterizedTest
  @CsvSource({"200,Miss from cloudfront", "399,Miss from cloudfront", "400,Error from cloudfront"})
  void answerOfAnEdgeOptimizedApiComesThroughCloudFront(int status, String cache) {
    Exchange exchange = TestExchange.get().endpoint(EDGE).build();

    Headers headers = exchange.ids().shown(HttpResponse.empty(status), EDGE).headers();

    assertThat(headers.get("X-Cache")).isEqualTo(cache);
    assertThat(headers.get("Via")).isEqualTo(VIA);
    assertThat(headers.get("X-Amz-Cf-Id")).isEqualTo(exchange.ids().cloudFrontId());
  }

  @ParameterizedTest
  @CsvSource({
    "vpce-host,vpce-header,vpce-api,vpce-host",
    ",vpce-header,vpce-api,vpce-header",
    ",,vpce-api,vpce-api",
    ",,,"
  })
  void vpcEndpointIsNamedByHostThenHeaderThenApi(
      @Nullable String host, @Nullable String header, @Nullable String api, @Nullable String id) {
    Headers sent =
        header == null
            ? Headers.empty()
            : Headers.of("x-amzn-vpce-id", header, "x-amzn-vpc-id", "v");

    VpcEndpoint through = new Endpoint.Private(api).vpcEndpoint(sent, host);

    assertThat(through == null ? null : through.id()).isEqualTo(id);
    assertThat(through == null ? null : through.vpc()).isEqualTo(header == null ? null : "v");
  }

  @Test
  void privateApiSeesTheVpcEndpoint() {
    TestExchange get = TestExchange.get().endpoint(new Endpoint.Private(null));

    Headers without = get.build().headers();
    Headers with = get.throughVpcEndpoint(new VpcEndpoint("vpce-1", "vpc-2")).build().headers();
    Headers unknownVpc = get.throughVpcEndpoint(new VpcEndpoint("vpce-1", null)).build().headers();

    assertThat(without.contains("x-amzn-vpce-id")).isFalse();
    assertThat(with.get("x-amzn-vpce-id")).isEqualTo("vpce-1");
    assertThat(with.get("x-amzn-vpce-config")).isEqualTo("1");
    assertThat(with.get("x-amzn-vpc-id")).isEqualTo("vpc-2");
    assertThat(unknownVpc.contains("x-amzn-vpc-id")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https,h,443",
    "http,h,80",
    "http,h:8080,8080",
    "https,[::1],443",
    "https,[::1]:8443,8443"
  })
  void portIsThatOfTheAuthority(String scheme, String authority, String port) {
    HttpRequest request = request(scheme, authority);

    Headers headers =
        ForwardedHeaders.added(request, Headers.empty(), new Endpoint.Regional(), "Root=1");

    assertThat(headers)
        .isEqualTo(
            Headers.of(
                "X-Amzn-Trace-Id",
                "Root=1",
                "X-Forwarded-For",
                "192.0.2.1",
                "X-Forwarded-Port",
                port,
                "X-Forwarded-Proto",
                scheme));
  }

  @Test
  void peersAreAddedBehindThoseThatWereThere() {
    Headers before = Headers.of("X-Forwarded-For", "198.51.100.1");

    Headers headers = ForwardedHeaders.added(request("https", "h"), before, EDGE, "Root=1");

    assertThat(headers.get("X-Forwarded-For")).isEqualTo("198.51.100.1, 192.0.2.1, 130.176.0.1");
  }

  @Test
  void testInvocationWasForwardedByNobody() {
    Headers before = Headers.of("X-A", "1");

    assertThat(ForwardedHeaders.added(request("https", ""), before, EDGE, "Root=1"))
        .isEqualTo(before);
  }

  private static HttpRequest request(String scheme, String authority) {
    return new HttpRequest(
        "GET", scheme, authority, "/", "", Headers.empty(), new byte[0], "192.0.2.1");
  }
}
