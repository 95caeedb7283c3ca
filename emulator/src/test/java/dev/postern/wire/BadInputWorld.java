package dev.postern.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.postern.aws.AccountId;
import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Limits;
import dev.postern.aws.Region;
import dev.postern.control.ClientCertificateIssuer.Issued;
import dev.postern.control.UsageCounts;
import dev.postern.control.rest.RestService;
import dev.postern.control.sdkgen.SdkGenerator;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.RestApiState;
import dev.postern.deploy.Deployer;
import dev.postern.deploy.rest.DraftInvocations;
import dev.postern.deploy.rest.Reporting;
import dev.postern.deploy.rest.RestApiCompiler;
import dev.postern.deploy.target.Backends;
import dev.postern.edge.ContextLoop;
import dev.postern.execute.Pipeline;
import dev.postern.execute.cache.ResponseCaches;
import dev.postern.execute.integration.AssumedRoles;
import dev.postern.execute.integration.AwsServices;
import dev.postern.execute.integration.BackendTls;
import dev.postern.execute.integration.HttpBackend;
import dev.postern.execute.integration.PrivateNetwork;
import dev.postern.execute.live.Directory;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import dev.postern.limit.MemoryUsageCounters;
import dev.postern.limit.TrafficLimits;
import dev.postern.report.LogGroups;
import dev.postern.report.Metrics;
import dev.postern.report.Occupancy;
import dev.postern.runner.FunctionSpec;
import dev.postern.runner.Invocation;
import dev.postern.runner.LambdaRunner;
import dev.postern.runner.Outcome;
import dev.postern.runner.Reply;
import dev.postern.sdk.Operations;
import dev.postern.store.Key;
import dev.postern.store.MemoryStore;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * A whole control plane without a socket. Contains one resource of each kind and compiles for a
 * data plane that nobody calls. Its initial state can be restored.
 */
final class BadInputWorld implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Caller CALLER =
      new Caller(new AccountId("000000000000"), new Region("us-east-1"));
  private static final String LAMBDA =
      "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
          + "arn:aws:lambda:us-east-1:000000000000:function:f/invocations";

  private final Vertx vertx = Vertx.vertx();
  private final MemoryStore<Key, RestApiState> apis = new MemoryStore<>();
  private final MemoryStore<Key, AccountState> accounts = new MemoryStore<>();
  private final Wire wire;
  private final Map<String, String> labels;
  private final List<RestApiState> firstApis;
  private final List<AccountState> firstAccounts;

  BadInputWorld(Operations operations) {
    Ids ids = new Ids(new Random(3));
    LambdaRunner runner = new NoLambda();
    InstantSource clock = () -> Instant.parse("2026-03-10T05:16:23Z");
    HttpBackend http =
        new HttpBackend(
            vertx, new BackendTls(List.of()), Limits.AWS.payloadBytes(), new Occupancy());
    AwsServices services =
        new AwsServices(http, new AssumedRoles(http, clock), Map.of(), null, null);
    Directory directory = new Directory();
    RestApiCompiler compiler =
        new RestApiCompiler(
            new Backends(
                directory, http, new PrivateNetwork(Map.of()), services, runner, true, clock));
    LogGroups logs = new LogGroups();
    Deployer deployer =
        new Deployer(
            directory,
            compiler,
            runner,
            new Reporting(logs, new Metrics(), null, false, clock),
            () -> 0,
            new TrafficLimits(new MemoryUsageCounters(), () -> 0, null),
            new ResponseCaches(1 << 20, () -> 0));
    RestService rest =
        new RestService(
            apis,
            accounts,
            deployer,
            new DraftInvocations(
                compiler, new Pipeline(), () -> ContextLoop.of(vertx, new Occupancy()), ids, clock),
            new SdkGenerator(
                () -> "http://localhost:4566",
                Path.of("no-generator.jar"),
                Path.of("no-folder"),
                clock),
            (from, until) -> new Issued("certificate from " + from, "key until " + until),
            ids,
            clock,
            Limits.AWS,
            UsageCounts.NONE);
    wire =
        new Wire(
            operations,
            Map.of("apigateway", rest),
            CALLER.region(),
            ids,
            Cors.anyOrigin(),
            Upstreams.NONE);
    labels = populate();
    firstApis = apis.list(new Key(CALLER, "")).toList();
    firstAccounts = accounts.list(new Key(CALLER, "")).toList();
  }

  /** Returns values of path and query parameters that name the existing resources, by wire name. */
  Map<String, String> labels() {
    return labels;
  }

  HttpResponse call(String method, String path, String query, byte[] body) {
    return wire.answer(
        new HttpRequest(
            method,
            "http",
            "localhost",
            path,
            query,
            Headers.of("Content-Type", "application/json"),
            body,
            "127.0.0.1"));
  }

  /** Returns whether the state consists of the same objects as at the start. */
  boolean isUnchanged() {
    return same(apis.list(new Key(CALLER, "")), firstApis)
        && same(accounts.list(new Key(CALLER, "")), firstAccounts);
  }

  private static <V> boolean same(Stream<V> present, List<V> first) {
    Set<V> left = Collections.newSetFromMap(new IdentityHashMap<>());
    left.addAll(first);
    return present.allMatch(left::remove) && left.isEmpty();
  }

  /** Restores the initial state. */
  void restore() {
    apis.clear();
    accounts.clear();
    firstApis.forEach(state -> apis.update(new Key(CALLER, state.id()), _ -> state));
    firstAccounts.forEach(state -> accounts.update(new Key(CALLER, "account"), _ -> state));
  }

  /** Deploys the draft to a stage. */
  HttpResponse deploy() {
    return call(
        "POST",
        "/restapis/" + labels.get("restapi_id") + "/deployments",
        "",
        "{\"stageName\":\"again\"}".getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, String> populate() {
    JsonNode api = make("POST", "/restapis", "{'name':'pets'}");
    String id = text(api, "id");
    String root = text(api, "rootResourceId");
    String at = "/restapis/" + id;
    String resource = text(make("POST", at + "/resources/" + root, "{'pathPart':'{pet}'}"), "id");
    String authorizer =
        text(
            make(
                "POST",
                at + "/authorizers",
                "{'name':'a','type':'TOKEN','authorizerUri':'%s','identitySource':'method.request.header.A'}"
                    .formatted(LAMBDA)),
            "id");
    String validator =
        text(
            make("POST", at + "/requestvalidators", "{'name':'v','validateRequestBody':true}"),
            "id");
    make("POST", at + "/models", "{'name':'Pet','contentType':'application/json','schema':'{}'}");
    String method = at + "/resources/" + resource + "/methods/GET";
    make(
        "PUT",
        method,
        "{'authorizationType':'CUSTOM','authorizerId':'%s','requestValidatorId':'%s',"
                .formatted(authorizer, validator)
            + "'requestParameters':{'method.request.header.a':true,'method.request.path.pet':true},"
            + "'requestModels':{'application/json':'Pet'}}");
    make(
        "PUT",
        method + "/responses/200",
        "{'responseParameters':{'method.response.header.a':true}}");
    make(
        "PUT",
        method + "/integration",
        "{'type':'HTTP','httpMethod':'GET','uri':'http://example.com/{p}',"
            + "'requestParameters':{'integration.request.path.p':'method.request.path.pet'},"
            + "'requestTemplates':{'application/json':'{}'}}");
    make(
        "PUT",
        method + "/integration/responses/200",
        "{'responseParameters':{'method.response.header.a':'integration.response.header.b'},"
            + "'responseTemplates':{'application/json':'{}'}}");
    make("PUT", at + "/gatewayresponses/DEFAULT_4XX", "{'statusCode':'499'}");
    String deployment =
        text(make("POST", at + "/deployments", "{'stageName':'dev','variables':{'a':'1'}}"), "id");
    make(
        "PATCH",
        at + "/stages/dev",
        "{'patchOperations':[{'op':'replace','path':'/*/*/caching/enabled','value':'true'}]}");
    String key = text(make("POST", "/apikeys", "{'name':'k'}"), "id");
    String plan =
        text(
            make(
                "POST",
                "/usageplans",
                "{'name':'p','quota':{'limit':5,'period':'DAY'},'apiStages':[{'apiId':'%s','stage':'dev'}]}"
                    .formatted(id)),
            "id");
    make(
        "POST",
        "/usageplans/" + plan + "/keys",
        "{'keyId':'%s','keyType':'API_KEY'}".formatted(key));
    return Map.ofEntries(
        Map.entry("restapi_id", id),
        Map.entry("resource_id", resource),
        Map.entry("parent_id", root),
        Map.entry("http_method", "GET"),
        Map.entry("status_code", "200"),
        Map.entry("response_type", "DEFAULT_4XX"),
        Map.entry("deployment_id", deployment),
        Map.entry("stage_name", "dev"),
        Map.entry("model_name", "Pet"),
        Map.entry("authorizer_id", authorizer),
        Map.entry("requestvalidator_id", validator),
        Map.entry("api_Key", key),
        Map.entry("usageplanId", plan),
        Map.entry("keyId", key),
        Map.entry("resource_arn", "arn:aws:apigateway:us-east-1::/restapis/" + id),
        Map.entry("startDate", "2026-03-10"),
        Map.entry("endDate", "2026-03-10"),
        Map.entry("format", "csv"),
        Map.entry("tagKeys", "a"));
  }

  private JsonNode make(String method, String path, String json) {
    HttpResponse response =
        call(method, path, "", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    String answer = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.status()).as(method + " " + path + ": " + answer).isBetween(200, 299);
    try {
      return JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer, e);
    }
  }

  private static String text(JsonNode node, String member) {
    return node.path(member).asText();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static final class NoLambda implements LambdaRunner {
    @Override
    public CompletionStage<Outcome> invoke(FunctionSpec function, Invocation invocation) {
      throw new UnsupportedOperationException("nobody calls");
    }

    @Override
    public CompletionStage<Reply> stream(FunctionSpec function, Invocation invocation) {
      throw new UnsupportedOperationException("nobody calls");
    }

    @Override
    public void retire(String functionArn, String keptRevision) {}

    @Override
    public void remove(String functionArn) {}

    @Override
    public String engine() {
      return "none";
    }

    @Override
    public void close() {}
  }
}
