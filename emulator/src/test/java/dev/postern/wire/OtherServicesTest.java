package dev.postern.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.aws.Ids;
import dev.postern.aws.Region;
import dev.postern.aws.ServiceCatalog;
import dev.postern.aws.ServiceMetadata;
import dev.postern.aws.ServiceProtocol;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import dev.postern.sdk.Operations;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import software.amazon.awssdk.services.apigateway.model.GetRestApisResponse;

/** Requests for services that Postern is not: refused in their protocol, or sent on. */
class OtherServicesTest {
  private static final Set<String> OWN = Set.of("apigateway", "lambda", "execute-api");
  private static final URI GENERAL = URI.create("http://general:1");
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  private final Wire wire = wire(Upstreams.NONE);

  @Test
  void everyServiceIsRefusedInEachOfItsProtocols() throws Exception {
    for (ServiceMetadata service : ServiceCatalog.get().all()) {
      for (ServiceProtocol protocol : service.protocols()) {
        if (!OWN.contains(service.signing())) {
          HttpResponse response = wire.answer(request(service, protocol));

          assertThat(response.status()).as("%s by %s", service.id(), protocol).isEqualTo(501);
          boolean s3 = names(service, protocol).equals("AWS_ENDPOINT_URL_S3");
          String text = text(response, protocol, s3);
          assertThat(text)
              .as("%s by %s", service.id(), protocol)
              .contains(names(service, protocol) + "=URL or --upstream URL")
              .contains(isRest(protocol) ? "(GET /a/b)" : "(DoIt)");
        }
      }
    }
  }

  /** Services that sign alike and speak REST cannot be told apart: the first is named. */
  private static String names(ServiceMetadata service, ServiceProtocol protocol) {
    return ServiceCatalog.get().signedAs(service.signing()).stream()
        .filter(other -> other.protocols().contains(protocol) || other.equals(service))
        .filter(other ->
            protocol != ServiceProtocol.JSON
                || Objects.equals(other.targetPrefix(), service.targetPrefix()))
        .findFirst()
        .orElse(service)
        .variable();
  }

  private static boolean isRest(ServiceProtocol protocol) {
    return protocol == ServiceProtocol.REST_JSON || protocol == ServiceProtocol.REST_XML;
  }

  private static HttpRequest request(ServiceMetadata service, ServiceProtocol protocol) {
    String authorization =
        "AWS4-HMAC-SHA256 Credential=A/20260101/eu-west-1/"
            + service.signing()
            + "/aws4_request, SignedHeaders=host, Signature=0";
    return switch (protocol) {
      case QUERY, EC2 ->
          post("/", "Action=DoIt&Version=1", "Authorization", authorization, "Content-Type", FORM);
      case JSON ->
          post(
              "/",
              "{}",
              "Authorization",
              authorization,
              "X-Amz-Target",
              service.targetPrefix() + ".DoIt",
              "Content-Type",
              service.jsonMediaType());
      case REST_JSON, REST_XML -> get("/a/b", "", "Authorization", authorization);
      case CBOR ->
          post(
              "/service/Any/operation/DoIt",
              "",
              "Authorization",
              authorization,
              "smithy-protocol",
              "rpc-v2-cbor");
    };
  }

  /** Returns the text of an error at the place where the protocol's clients look for it. */
  private static String text(HttpResponse response, ServiceProtocol protocol, boolean s3)
      throws Exception {
    return switch (protocol) {
      case QUERY -> xml(response, "ErrorResponse", "Error", "Message");
      case EC2 -> xml(response, "Response", "Errors", "Error", "Message");
      case REST_XML ->
          s3
              ? xml(response, "Error", "Message")
              : xml(response, "ErrorResponse", "Error", "Message");
      case JSON, REST_JSON -> {
        JsonNode body = new ObjectMapper().readTree(response.body());
        assertThat(body.path("__type").asText()).isEqualTo("NotImplemented");
        assertThat(response.headers().get("x-amzn-ErrorType")).isEqualTo("NotImplemented");
        yield body.path("message").asText();
      }
      case CBOR -> {
        assertThat(response.headers().get("smithy-protocol")).isEqualTo("rpc-v2-cbor");
        byte[] body = response.body();
        int length = (body[body.length - 1] & 0xFF);
        assertThat(length).isNotZero();
        assertThat(body[0]).isEqualTo((byte) 0xA2);
        String all = new String(body, StandardCharsets.UTF_8);
        assertThat(all).contains("__type").contains("NotImplemented");
        yield all.substring(all.indexOf("Postern"));
      }
    };
  }

  private static String xml(HttpResponse response, String... path) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(response.body()));
    Node node = document;
    for (String name : path) {
      Node child = node.getFirstChild();
      while (child != null && !child.getNodeName().equals(name)) {
        child = child.getNextSibling();
      }
      assertThat(child).as("%s in %s", name, response.bodyText()).isNotNull();
      node = child;
    }
    return node.getTextContent();
  }

  @Test
  void errorOfTheQueryProtocolHasTheFormOfTheService() {
    HttpResponse response =
        wire.answer(post("/", "Action=Publish&Message=a", signed("sns"), "Content-Type", FORM));

    assertThat(response.headers().get("Content-Type")).isEqualTo("text/xml");
    assertThat(response.bodyText())
        .startsWith(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error>"
                + "<Type>Receiver</Type><Code>NotImplemented</Code><Message>Postern has no SNS"
                + " (Publish): it is API Gateway and Lambda. Start it with AWS_ENDPOINT_URL_SNS=URL"
                + " or --upstream URL to send such requests to a server that has it</Message>"
                + "</Error><RequestId>")
        .contains(response.headers().get("x-amzn-RequestId"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Presigned, in both versions
        "GET|/b/k|X-Amz-Credential=A%2F20260101%2Feu-west-1%2Fs3%2Faws4_request|AWS_ENDPOINT_URL_S3",
        "GET|/b/k|AWSAccessKeyId=A&Expires=1&Signature=x|AWS_ENDPOINT_URL_S3",
        // Unsigned
        "POST|/|Action=AssumeRoleWithSAML&Version=2011-06-15|AWS_ENDPOINT_URL_STS",
      })
  void serviceIsFoundByTheQuery(String method, String path, String query, String variable) {
    assertThat(wire.answer(request(method, path, query, "")).bodyText()).contains(variable);
  }

  @ParameterizedTest
  @CsvSource({
    "bucket.s3.localhost:4566,AWS_ENDPOINT_URL_S3",
    "s3.eu-west-1.amazonaws.com,AWS_ENDPOINT_URL_S3",
    "a.b.s3.eu-west-1.localhost.localstack.cloud:4566,AWS_ENDPOINT_URL_S3",
    "SQS.us-east-1.localhost,AWS_ENDPOINT_URL_SQS"
  })
  void unsignedRequestIsForTheServiceOfItsHost(String host, String variable) {
    HttpResponse response =
        wire.answer(
            new HttpRequest("GET", "http", host, "/k", "", Headers.empty(), new byte[0], "::1"));

    assertThat(response.bodyText()).contains(variable);
  }

  @ParameterizedTest
  @CsvSource({
    "AWS4-HMAC-SHA256 Credential=A/20260101/eu-west-1/s3/aws4_request",
    "'AWS4-ECDSA-P256-SHA256 Credential=A/20260101/s3/aws4_request, SignedHeaders=host'",
    "AWS AKID:c2ln"
  })
  void everyKindOfSignatureNamesTheService(String authorization) {
    HttpResponse response = wire.answer(get("/restapis", "", "Authorization", authorization));

    assertThat(response.status()).isEqualTo(501);
    assertThat(response.bodyText()).startsWith("<?xml").contains("AWS_ENDPOINT_URL_S3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"apigateway", "lambda", "execute-api", "whatever"})
  void ownOperationsAreAnsweredWhoeverSigns(String signing) {
    HttpResponse response =
        wire(new Upstreams(Map.of(), GENERAL)).answer(get("/restapis", "", signed(signing)));

    assertThat(response.status()).isEqualTo(200);
    assertThat(forwarded(new Upstreams(Map.of(), GENERAL), get("/restapis", "", signed(signing))))
        .isEmpty();
  }

  @Test
  void serviceThatNobodyKnowsIsNamedAsItIsSigned() {
    HttpResponse response =
        wire.answer(post("/", "{}", signed("newest"), "X-Amz-Target", "Newest_2030.DoIt"));

    assertThat(response.status()).isEqualTo(501);
    assertThat(response.bodyText()).contains("Postern has no newest (DoIt)", "URL_NEWEST=URL");
  }

  @Test
  void headHasNoBody() {
    HttpResponse response = wire.answer(request("HEAD", "/bucket", "", "", signed("s3")));

    assertThat(response.status()).isEqualTo(501);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void ownVariableOfAServiceWinsOverTheGeneralUpstream() {
    Upstreams upstreams =
        new Upstreams(Map.of("AWS_ENDPOINT_URL_SQS", URI.create("http://queues:2")), GENERAL);

    assertThat(forwarded(upstreams, post("/", "{}", signed("sqs"))))
        .contains(URI.create("http://queues:2"));
    assertThat(forwarded(upstreams, post("/", "{}", signed("sns")))).contains(GENERAL);
  }

  @Test
  void whatPosternHasNoOperationForGoesToTheGeneralUpstream() {
    Upstreams general = new Upstreams(Map.of(), GENERAL);

    assertThat(forwarded(general, get("/bucket/key", ""))).contains(GENERAL);
    assertThat(forwarded(general, get("/v2/apis", "", signed("apigateway")))).contains(GENERAL);
    assertThat(forwarded(Upstreams.NONE, get("/bucket/key", ""))).isEmpty();
  }

  @Test
  void pagesOfOtherSitesReachNoUpstream() {
    Upstreams general = new Upstreams(Map.of(), GENERAL);
    String drop = "Action=DeleteTopic";

    assertThat(forwarded(general, get("/", drop, "Origin", "https://evil.example"))).isEmpty();
    assertThat(forwarded(general, get("/", drop, "Origin", "null"))).isEmpty();
    assertThat(forwarded(general, get("/", drop, "Sec-Fetch-Site", "cross-site"))).isEmpty();
    assertThat(
            wire(general)
                .answer(get("/", drop, signed("sns"), "Sec-Fetch-Site", "cross-site"))
                .status())
        .isEqualTo(403);
    assertThat(
            wire(general)
                .answer(get("/", drop, signed("sns"), "Origin", "https://evil.example"))
                .status())
        .isEqualTo(403);
    assertThat(forwarded(general, get("/", drop, "Origin", "http://localhost:3000")))
        .contains(GENERAL);
  }

  @Test
  void preflightIsAnsweredHere() {
    HttpRequest preflight =
        request(
            "OPTIONS",
            "/bucket/key",
            "",
            "",
            "Origin",
            "http://localhost:3000",
            "Access-Control-Request-Method",
            "PUT");

    assertThat(forwarded(new Upstreams(Map.of(), GENERAL), preflight)).isEmpty();
    assertThat(wire.answer(preflight).status()).isEqualTo(204);
  }

  @Test
  void requestThatComesBackIsNotSentAgain() {
    Upstreams general = new Upstreams(Map.of(), GENERAL);
    HttpRequest returned = post("/", "{}", signed("sqs"), "Via", "1.1 proxy, 1.1 postern");

    HttpResponse response = wire(general).answer(returned);

    assertThat(forwarded(general, returned)).isEmpty();
    assertThat(response.status()).isEqualTo(501);
    assertThat(response.bodyText()).contains(GENERAL.toString(), "they come back from there");
  }

  @Test
  void unreachableUpstreamIsAnErrorOfTheClientsProtocol() {
    Forward forward =
        wire(new Upstreams(Map.of(), GENERAL))
            .forward(get("/bucket/key", "", signed("s3"), "Origin", "http://localhost:1"))
            .orElseThrow();

    HttpResponse response = forward.unreachable().apply("Connection refused");

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.bodyText())
        .contains("<Error><Code>BadGateway</Code>")
        .contains("Postern sends requests for S3 to http://general:1, which does not answer:")
        .contains("Connection refused");
    assertThat(response.headers().get("Access-Control-Allow-Origin"))
        .isEqualTo("http://localhost:1");
  }

  private static Optional<URI> forwarded(Upstreams upstreams, HttpRequest request) {
    return wire(upstreams).forward(request).map(Forward::to);
  }

  private static Wire wire(Upstreams upstreams) {
    return new Wire(
        Operations.load(),
        Map.of("apigateway", (_, _, _) -> GetRestApisResponse.builder().build()),
        new Region("eu-north-1"),
        new Ids(new Random(7)),
        Cors.loopbackAnd(Set.of()),
        upstreams);
  }

  /** Returns the value of an {@code Authorization} header; its name is added by the callers. */
  private static String signed(String service) {
    return "AWS4-HMAC-SHA256 Credential=A/20260101/eu-west-1/"
        + service
        + "/aws4_request, SignedHeaders=host, Signature=0";
  }

  private static HttpRequest get(String path, String query, String... headers) {
    return request("GET", path, query, "", headers);
  }

  private static HttpRequest post(String path, String body, String... headers) {
    return request("POST", path, "", body, headers);
  }

  private static HttpRequest request(
      String method, String path, String query, String body, String... headers) {
    // An odd number of texts begins with the value of Authorization.
    String[] named = headers;
    if (headers.length % 2 == 1) {
      named = new String[headers.length + 1];
      named[0] = "Authorization";
      System.arraycopy(headers, 0, named, 1, headers.length);
    }
    return new HttpRequest(
        method,
        "http",
        "localhost:4566",
        path,
        query,
        Headers.of(named),
        body.getBytes(StandardCharsets.UTF_8),
        "::1");
  }
}
