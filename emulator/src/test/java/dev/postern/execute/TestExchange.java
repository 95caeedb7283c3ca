package dev.postern.execute;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.aws.AccountId;
import dev.postern.aws.ApiId;
import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Region;
import dev.postern.aws.StageName;
import dev.postern.execute.front.Compression;
import dev.postern.execute.front.Endpoint;
import dev.postern.execute.front.Incoming;
import dev.postern.execute.front.RequestIds;
import dev.postern.execute.front.VpcEndpoint;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A builder of exchanges for tests of phases, without a server. By default a GET of {@code /pets/7}
 * on the stage {@code dev} of a regional API.
 */
public final class TestExchange {
  /** Always the time at which the requests are received. */
  public static final InstantSource CLOCK = () -> TestExchange.RECEIVED;

  public static final Instant RECEIVED = Instant.parse("2026-03-10T05:16:23Z");
  public static final String REQUEST_ID = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";

  private final Headers.Builder headers =
      Headers.builder().add("Host", "h").add("x-amzn-RequestId", REQUEST_ID);
  private final Map<String, String> pathParameters = new LinkedHashMap<>();
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final List<Phase> phases = new ArrayList<>();
  private final ManualLoop loop = new ManualLoop();
  private String verb = "GET";
  private @Nullable String sentVerb;
  private String path = "/pets/7";
  private String resourcePath = "/pets/{id}";
  private String operationName = "";
  private String query = "";
  private byte[] body = {};
  private Endpoint endpoint = new Endpoint.Regional();
  private RefusalRenderer refusals = (refusal, _) -> RefusalRenderer.uncustomized(refusal);
  private @Nullable Compression compression;
  private @Nullable VpcEndpoint vpcEndpoint;
  private @Nullable Boolean canaryRequest;
  private @Nullable Observer observer;

  public static TestExchange get() {
    return new TestExchange();
  }

  public static TestExchange post(String body) {
    return new TestExchange().verb("POST").body(body);
  }

  public TestExchange verb(String newVerb) {
    verb = newVerb;
    return this;
  }

  /** Sets the verb that the client sent, which a header overrides. */
  public TestExchange sentVerb(String sent) {
    sentVerb = sent;
    return this;
  }

  /** Sets the path after the stage, and the path template of the resource that serves it. */
  public TestExchange path(String newPath, String newResourcePath) {
    path = newPath;
    resourcePath = newResourcePath;
    return this;
  }

  public TestExchange pathParameter(String name, String raw) {
    pathParameters.put(name, raw);
    return this;
  }

  public TestExchange query(String raw) {
    query = raw;
    return this;
  }

  public TestExchange header(String name, String value) {
    headers.add(name, value);
    return this;
  }

  public TestExchange withoutHeader(String name) {
    headers.remove(name);
    return this;
  }

  public TestExchange body(String text) {
    return body(text.getBytes(UTF_8));
  }

  public TestExchange body(byte[] bytes) {
    body = bytes;
    return this;
  }

  public TestExchange operationName(String name) {
    operationName = name;
    return this;
  }

  public TestExchange stageVariable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  public TestExchange endpoint(Endpoint newEndpoint) {
    endpoint = newEndpoint;
    return this;
  }

  public TestExchange throughVpcEndpoint(VpcEndpoint through) {
    vpcEndpoint = through;
    return this;
  }

  public TestExchange canaryRequest(boolean canary) {
    canaryRequest = canary;
    return this;
  }

  public TestExchange refusals(RefusalRenderer renderer) {
    refusals = renderer;
    return this;
  }

  public TestExchange compression(Compression newCompression) {
    compression = newCompression;
    return this;
  }

  public TestExchange phase(Phase phase) {
    phases.add(phase);
    return this;
  }

  public TestExchange observer(Observer newObserver) {
    observer = newObserver;
    return this;
  }

  /** Returns the loop of the built exchanges. */
  public ManualLoop loop() {
    return loop;
  }

  public Exchange build() {
    Observer told = observer;
    Headers sent = headers.build();
    HttpRequest request =
        new HttpRequest(verb, "https", "h", "/dev" + path, query, sent, body, "192.0.2.1");
    return new Exchange(
        new Incoming(
            sentVerb == null ? request : request.withMethod(sentVerb),
            request,
            path,
            "/dev" + path,
            "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
            vpcEndpoint,
            RECEIVED),
        new StageRelease(
            new ApiId("a1b2c3d4e5"),
            new Caller(new AccountId("123456789012"), new Region("eu-west-1")),
            "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
            new StageName("dev"),
            "du4ot1",
            variables,
            refusals,
            compression,
            endpoint,
            canaryRequest),
        Plan.of("2jf6xt", resourcePath, operationName, phases, told == null ? null : () -> told),
        pathParameters,
        RequestIds.of(sent, new Ids(new Random(1))),
        loop);
  }

  /** Runs the phases and returns the client. */
  public RecordingClient run() {
    RecordingClient client = new RecordingClient();
    new Pipeline().run(build(), client);
    return client;
  }
}
