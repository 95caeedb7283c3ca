package dev.postern.execute.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.Exchange;
import dev.postern.execute.TestExchange;
import dev.postern.execute.integration.PrivateNetwork.Target;
import dev.postern.execute.live.Directory;
import dev.postern.execute.live.LiveAccount;
import dev.postern.mapping.UriTemplate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where integration requests go: URIs, services, VPC links, addresses. */
class TargetsTest {
  private static final HttpRoute PUBLIC =
      new HttpRoute(new HttpAddress("api.example", 443, true), null, true, null);
  private static final String BALANCER = "arn:aws:elasticloadbalancing:eu-west-1:1:lb/x";

  private final Directory directory = new Directory();
  private final Exchange exchange = TestExchange.get().build();

  @ParameterizedTest
  @CsvSource({"/a,/a?q=1%262", "/a?b=1,/a?b=1&q=1%262"})
  void mappedQueryGoesBehindTheUrisOwn(String uri, String made) {
    HttpTarget target = new HttpTarget("GET", UriTemplate.compile(uri, _ -> false));

    assertThat(target.uriFor(Map.of(), Map.of("q", List.of("1&2")))).isEqualTo(made);
  }

  @ParameterizedTest
  @CsvSource({
    "/{b}/{k},false,/a%20b/c%2Fd",
    "/{b}/{k},true,/a%20b/c/d",
    "/x?acl&a=b c,false,/x?acl&a=b%20c",
    "/x?a=%7E*,false,/x?a=~%2A"
  })
  void pathsOfServicesAreEncodedAsTheyAreSigned(String uri, boolean keys, String made) {
    ServiceTarget target =
        new ServiceTarget("ANY", UriTemplate.compile(uri, _ -> false), null, keys);

    assertThat(target.uriFor(Map.of("b", "a b", "k", "c/d"), Map.of())).isEqualTo(made);
    assertThat(target.methodFor(exchange)).isEqualTo("GET");
  }

  @ParameterizedTest
  @CsvSource({
    "sqs,sqs,AWS_ENDPOINT_URL_SQS,sqs,,,'application/json, */*;q=0.1'",
    "ssm,ssm,AWS_ENDPOINT_URL_SSM,ssm,,,'application/json, */*;q=0.1'",
    "states,states,AWS_ENDPOINT_URL_SFN,states,AWSStepFunctions,application/x-amz-json-1.0,",
    "kms,kms,AWS_ENDPOINT_URL_KMS,kms,TrentService,application/x-amz-json-1.1,",
    "batch,batch,AWS_ENDPOINT_URL_BATCH,batch,,,",
    "monitoring,monitoring,AWS_ENDPOINT_URL_CLOUDWATCH,monitoring,,,'application/json, */*;q=0.1'",
    "ec2,ec2,AWS_ENDPOINT_URL_EC2,ec2,,,",
    "data.iot,data-ats.iot,AWS_ENDPOINT_URL_IOT_DATA_PLANE,iotdata,,,",
    "a1b2-ats.iotdata,data-ats.iot,AWS_ENDPOINT_URL_IOT_DATA_PLANE,iotdata,,,",
    "mybucket.s3,s3,AWS_ENDPOINT_URL_S3,s3,,,",
    "my-service,my-service,AWS_ENDPOINT_URL_MY_SERVICE,my-service,,,"
  })
  void serviceHasItsNames(
      String host,
      String known,
      String variable,
      String signing,
      @Nullable String operations,
      @Nullable String mediaType,
      @Nullable String accept) {
    assertThat(ServiceName.of(host))
        .isEqualTo(
            new ServiceName(
                known,
                List.of(variable),
                signing,
                operations,
                new SentTypes(mediaType, accept),
                accept != null));
  }

  @ParameterizedTest
  @CsvSource({
    "elasticloadbalancing,AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING,AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2",
    "events,AWS_ENDPOINT_URL_EVENTBRIDGE,AWS_ENDPOINT_URL_CLOUDWATCH_EVENTS",
    "email,AWS_ENDPOINT_URL_SES,AWS_ENDPOINT_URL_SESV2",
    "kinesisanalytics,AWS_ENDPOINT_URL_KINESIS_ANALYTICS,AWS_ENDPOINT_URL_KINESIS_ANALYTICS_V2"
  })
  void servicesOfOneNameAreLookedForInTheVariablesOfAll(String host, String first, String other) {
    assertThat(ServiceName.of(host).variables()).startsWith(first).contains(other);
  }

  @Test
  void linkLeadsToTheLocalServer() {
    PrivateLink link = link("link1", null, Map.of("link1", new Target("localhost", 8080, null)));

    HttpRoute route = link.through(exchange, PUBLIC);

    assertThat(route)
        .isEqualTo(
            new HttpRoute(PUBLIC.address(), new HttpAddress("localhost", 8080, true), true, null));
  }

  @Test
  void localServerMaySpeakPlainHttp() {
    PrivateLink link = link("link1", null, Map.of("link1", new Target("localhost", 8080, false)));

    HttpRoute route = link.through(exchange, PUBLIC);

    assertThat(route.address()).isEqualTo(new HttpAddress("api.example", 80, false));
    assertThat(route.via()).isEqualTo(new HttpAddress("localhost", 8080, false));
  }

  @Test
  void balancerOfTheIntegrationWinsOverTheLink() {
    Map<String, Target> targets =
        Map.of("link1", new Target("link", 1, null), BALANCER, new Target("balancer", 2, null));

    HttpAddress via = link("link1", BALANCER, targets).through(exchange, PUBLIC).via();

    assertThat(via).isEqualTo(new HttpAddress("balancer", 2, true));
  }

  @Test
  void balancersOfTheLinkAreLookedUpAtEachRequest() {
    PrivateLink link = link("link1", null, Map.of(BALANCER, new Target("balancer", 2, null)));
    assertThatThrownBy(() -> link.through(exchange, PUBLIC)).isInstanceOf(GatewayException.class);

    directory.put(
        exchange.stage().owner(), new LiveAccount(Map.of(), Map.of("link1", List.of(BALANCER))));

    assertThat(link.through(exchange, PUBLIC).via())
        .isEqualTo(new HttpAddress("balancer", 2, true));
  }

  @Test
  void linkWithoutTargetSaysWhatIsMissing() {
    assertThatThrownBy(() -> link("link1", BALANCER, Map.of()).through(exchange, PUBLIC))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal ->
                assertThat(refusal.executionLog())
                    .contains("POSTERN_VPC_LINKS=" + BALANCER + "=HOST:PORT"));
  }

  @Test
  void linkWithoutNameIsRefused() {
    assertThatThrownBy(() -> link("", null, Map.of()).through(exchange, PUBLIC))
        .isInstanceOf(GatewayException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h,http://h",
    "HTTPS://h:443/x,https://h",
    "http://h:443,http://h:443",
    "https://[::1]:80,https://[::1]:80"
  })
  void usualPortGoesWithoutSaying(String url, String origin) {
    assertThat(HttpAddress.of(URI.create(url)).orElseThrow().origin()).isEqualTo(origin);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://h", "h", "http:///x", "http://h:65536", "mailto:a@b"})
  void otherUrlsHaveNoServer(String url) {
    assertThat(HttpAddress.of(URI.create(url))).isEmpty();
  }

  @Test
  void credentialsAreReadFromTheAnswerOfSts() {
    TemporaryCredentials read =
        TemporaryCredentials.parse(
                sts("<SessionToken>t</SessionToken><Expiration>2026-03-10T05:16:23Z</Expiration>"))
            .orElseThrow();

    assertThat(read.credentials().accessKeyId()).isEqualTo("k");
    assertThat(read.credentials().sessionToken()).isEqualTo("t");
    assertThat(read.expiration()).isEqualTo(Instant.parse("2026-03-10T05:16:23Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<Expiration>soon</Expiration>", "<Expiration>", "<!-- none -->"})
  void otherAnswerHasNoCredentials(String rest) {
    assertThat(TemporaryCredentials.parse(sts(rest))).isEmpty();
  }

  private static byte[] sts(String rest) {
    return ("<R><C><AccessKeyId>k</AccessKeyId><SecretAccessKey><![CDATA[s]]></SecretAccessKey>"
            + rest
            + "</C></R>")
        .getBytes(StandardCharsets.UTF_8);
  }

  private PrivateLink link(String id, @Nullable String target, Map<String, Target> targets) {
    return new PrivateLink(directory, new PrivateNetwork(targets), id, target);
  }
}
