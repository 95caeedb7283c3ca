package dev.postern.execute.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.AccountId;
import dev.postern.aws.ApiId;
import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Limits;
import dev.postern.aws.Region;
import dev.postern.aws.StageName;
import dev.postern.execute.Exchange;
import dev.postern.execute.ManualLoop;
import dev.postern.execute.Phase;
import dev.postern.execute.Pipeline;
import dev.postern.execute.Plan;
import dev.postern.execute.RecordingClient;
import dev.postern.execute.RefusalRenderer;
import dev.postern.execute.StageRelease;
import dev.postern.execute.Step;
import dev.postern.execute.TestExchange;
import dev.postern.execute.front.ApiAddress;
import dev.postern.execute.front.CloudFront;
import dev.postern.execute.front.Endpoint;
import dev.postern.http.ContentCoding;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
  private static final ApiId API = new ApiId("a1b2c3d4e5");
  private static final Caller OWNER =
      new Caller(new AccountId("123456789012"), new Region("eu-west-1"));

  private final Directory directory = new Directory();
  private final List<Exchange> served = new ArrayList<>();

  @Test
  void planOfTheRouteServes() {
    publish(stage(false, null));

    HttpResponse answer = get("/dev/pets/a%20b").answer();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(exchange().pathParameters()).isEqualTo(Map.of("id", "a%20b"));
    assertThat(exchange().incoming().path()).isEqualTo("/pets/a%20b");
    assertThat(exchange().incoming().contextPath()).isEqualTo("/dev/pets/a%20b");
    assertThat(exchange().incoming().received()).isEqualTo(TestExchange.RECEIVED);
  }

  @Test
  void hostOfTheRequestIsTheDomainName() {
    publish(stage(false, null));

    get("/dev/pets/1");
    serve(request("GET", Headers.empty(), new byte[0]), address("/dev/pets/1", "pets.example"));

    assertThat(served.get(0).incoming().domainName()).isEqualTo("default.example");
    assertThat(served.get(1).incoming().domainName()).isEqualTo("pets.example");
  }

  @ParameterizedTest
  @CsvSource({"/dev,/,/dev", "/dev/,/,/dev/", "//dev/x,/x,/dev/x", "///dev,/,/dev"})
  void slashesBeforeTheStageCollapse(String path, String inApi, String withStage) {
    publish(stage(false, null));

    get(path);

    assertThat(exchange().incoming().path()).isEqualTo(inApi);
    assertThat(exchange().incoming().contextPath()).isEqualTo(withStage);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/prod/pets/1", "/", "", "/DEV"})
  void unknownStageIsForbidden(String path) {
    publish(stage(false, null));

    assertForbidden(get(path));
  }

  @Test
  void unknownApiIsForbidden() {
    HttpResponse answer = assertForbidden(get("/dev/pets/1"));

    assertThat(answer.headers().get("x-amzn-RequestId")).isNotNull();
    assertThat(answer.headers().contains("X-Cache")).isFalse();
  }

  @Test
  void unknownStageOfAnEdgeOptimizedApiIsAnsweredThroughCloudFront() {
    Endpoint edge = new Endpoint.Edge(CloudFront.named("ab"));
    directory.put(new LiveApi(API, OWNER, edge, Map.of()));

    HttpResponse answer = assertForbidden(get("/dev"));

    assertThat(answer.headers().get("X-Cache")).isEqualTo("Error from cloudfront");
  }

  @Test
  void disabledDefaultEndpointIsForbidden() {
    publish(stage(true, null));

    assertForbidden(get("/dev/pets/1"));
    assertThat(served).isEmpty();
  }

  @Test
  void vpcEndpointLeadsToPrivateApisOnly() {
    publish(stage(false, null));

    assertForbidden(
        serve(
            request("GET", Headers.empty(), new byte[0]),
            new ApiAddress(API, "/dev/pets/1", null, "vpce-1")));
  }

  @Test
  void requestThatNoRouteServesIsUnrouted() {
    publish(stage(false, null));

    assertThat(get("/dev/none/at/all").answer().status()).isEqualTo(404);
    assertThat(serve("DELETE", "/dev/pets/1").answer().status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "CONNECT", "ANY", "get"})
  void otherVerbsAreServedByNoMethod(String verb) {
    publish(stage(false, null));

    assertThat(serve(verb, "/dev/any").answer().status()).isEqualTo(404);
    assertThat(serve("PATCH", "/dev/any").answer().status()).isEqualTo(200);
  }

  @Test
  void headerOverridesTheVerb() {
    publish(stage(false, null));
    Headers headers = Headers.of("X-HTTP-Method-Override", " get ");

    RecordingClient client =
        serve(request("POST", headers, new byte[0]), address("/dev/pets/1", null));

    assertThat(client.answer().status()).isEqualTo(200);
    assertThat(exchange().request().method()).isEqualTo("GET");
    assertThat(exchange().incoming().sent().method()).isEqualTo("POST");
  }

  @ParameterizedTest
  @CsvSource({"0,true", "0.499,true", "0.5,false", "0.999,false"})
  void canaryTakesItsShare(double random, boolean canary) {
    publish(stage(false, new LiveStage.Canary(50, stage("canary", false, null))));

    serve(
        () -> Math.round(random * (1L << 53)) << 11,
        request("GET", Headers.empty(), new byte[0]),
        address("/dev/pets/1", null));

    assertThat(exchange().stage().deploymentId()).isEqualTo(canary ? "canary" : "production");
  }

  @ParameterizedTest
  @EnumSource
  void codedBodyIsDecoded(ContentCoding coding) {
    publish(stage(false, null));

    post(coding.token().toUpperCase(Locale.ROOT), coding.encode("text".getBytes(UTF_8)));

    assertThat(exchange().request().bodyText()).isEqualTo("text");
    assertThat(exchange().incoming().sent().body())
        .isEqualTo(coding.encode("text".getBytes(UTF_8)));
  }

  @Test
  void emptyBodyNeedsNoDecoding() {
    publish(stage(false, null));

    assertThat(post("br", new byte[0]).answer().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip", "gzip, deflate"})
  void bodyThatCannotBeDecodedIsUnsupported(String coding) {
    publish(stage(false, null));

    assertThat(post(coding, "text".getBytes(UTF_8)).answer().status()).isEqualTo(415);
    assertThat(served).isEmpty();
  }

  @Test
  void bodyThatIsTooLongWhenDecodedIsRefused() {
    publish(stage(false, null));
    byte[] bomb = ContentCoding.GZIP.encode(new byte[Limits.AWS.payloadBytes() + 1]);

    assertThat(post("gzip", bomb).answer().status()).isEqualTo(413);
  }

  @Test
  void bodyOfAnUnroutedRequestIsNotDecoded() {
    publish(stage(false, null));

    RecordingClient client =
        serve(
            request("POST", Headers.of("Content-Encoding", "br"), new byte[] {1}),
            address("/dev/none/at/all", null));

    assertThat(client.answer().status()).isEqualTo(404);
  }

  @Test
  void clearedDirectoryServesNothing() {
    publish(stage(false, null));
    directory.put(OWNER, new LiveAccount(Map.of(), Map.of("link", List.of("target"))));

    List<String> functions = directory.clear();

    assertThat(functions).isEmpty();
    assertThat(directory.api(API)).isEmpty();
    assertThat(directory.account(OWNER)).isEqualTo(LiveAccount.EMPTY);
  }

  @Test
  void removedApiIsForbidden() {
    publish(stage(false, null));

    directory.remove(API);

    assertForbidden(get("/dev/pets/1"));
  }

  private Exchange exchange() {
    return served.getLast();
  }

  private static HttpResponse assertForbidden(RecordingClient client) {
    assertThat(client.answer().status()).isEqualTo(403);
    assertThat(client.answer().bodyText()).isEqualTo("{\"message\":\"Forbidden\"}");
    return client.answer();
  }

  private void publish(LiveStage stage) {
    directory.put(
        new LiveApi(API, OWNER, new Endpoint.Regional(), Map.of(new StageName("dev"), stage)));
  }

  private LiveStage stage(boolean disabled, LiveStage.@Nullable Canary canary) {
    return stage("production", disabled, canary);
  }

  private LiveStage stage(
      String deploymentId, boolean disabled, LiveStage.@Nullable Canary canary) {
    Phase serves =
        exchange -> {
          served.add(exchange);
          exchange.response(HttpResponse.empty(200));
          return Step.ANSWERED;
        };
    Phase unrouted =
        exchange -> {
          exchange.response(HttpResponse.empty(404));
          return Step.ANSWERED;
        };
    Plan plan = Plan.of("r1", "/pets/{id}", "", List.of(serves), null);
    return new LiveStage(
        new StageRelease(
            API,
            OWNER,
            "default.example",
            new StageName("dev"),
            deploymentId,
            Map.of(),
            (refusal, _) -> RefusalRenderer.uncustomized(refusal),
            null,
            new Endpoint.Regional(),
            null),
        disabled,
        RouteTree.<Plan>builder()
            .add("/pets/{id}", "GET", plan)
            .add("/pets/{id}", "POST", plan)
            .add("/", "GET", plan)
            .add("/x", "GET", plan)
            .add("/any", "ANY", plan)
            .build(),
        Plan.of("", "", "", List.of(unrouted), null),
        canary);
  }

  private RecordingClient get(String path) {
    return serve("GET", path);
  }

  private RecordingClient post(String coding, byte[] body) {
    return serve(
        request("POST", Headers.of("Content-Encoding", coding), body),
        address("/dev/pets/1", null));
  }

  private RecordingClient serve(String verb, String path) {
    return serve(request(verb, Headers.empty(), new byte[0]), address(path, null));
  }

  private RecordingClient serve(HttpRequest request, ApiAddress address) {
    return serve(new Random(1), request, address);
  }

  private RecordingClient serve(RandomGenerator random, HttpRequest request, ApiAddress address) {
    Gateway gateway =
        new Gateway(
            directory,
            new Pipeline(),
            new Ids(new Random(1)),
            () -> TestExchange.RECEIVED,
            random,
            Limits.AWS);
    RecordingClient client = new RecordingClient();
    gateway.serve(request, address, new ManualLoop(), client);
    return client;
  }

  private static ApiAddress address(String path, @Nullable String domainName) {
    return new ApiAddress(API, path, domainName, null);
  }

  private static HttpRequest request(String verb, Headers headers, byte[] body) {
    return new HttpRequest(verb, "https", "h", "/", "", headers, body, "192.0.2.1");
  }
}
