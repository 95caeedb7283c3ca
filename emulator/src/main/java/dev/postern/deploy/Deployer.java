package dev.postern.deploy;

import dev.postern.aws.ApiId;
import dev.postern.aws.Arn;
import dev.postern.aws.Caller;
import dev.postern.aws.StageName;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.Publisher;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.FunctionState;
import dev.postern.control.state.RestApiContent;
import dev.postern.control.state.RestApiState;
import dev.postern.control.state.RestApiState.Deployed;
import dev.postern.deploy.rest.AuthorizerCaches;
import dev.postern.deploy.rest.CompiledApi;
import dev.postern.deploy.rest.Endpoints;
import dev.postern.deploy.rest.Reporting;
import dev.postern.deploy.rest.RestApiCompiler;
import dev.postern.deploy.rest.StageBinding;
import dev.postern.deploy.rest.StageCaches;
import dev.postern.deploy.rest.StageCaching;
import dev.postern.deploy.rest.StageThrottles;
import dev.postern.execute.cache.ResponseCaches;
import dev.postern.execute.front.Endpoint;
import dev.postern.execute.live.ClientKeyPair;
import dev.postern.execute.live.Directory;
import dev.postern.execute.live.LiveAccount;
import dev.postern.execute.live.LiveApi;
import dev.postern.execute.live.LiveFunction;
import dev.postern.execute.live.LiveStage;
import dev.postern.limit.TrafficLimits;
import dev.postern.runner.LambdaRunner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.CanarySettings;
import software.amazon.awssdk.services.apigateway.model.Stage;

/**
 * The publisher that compiles deployments and puts them into the directory that requests read.
 * Keeps a compiled deployment while a stage points to it, so that a change of stage settings only
 * binds it again.
 */
public final class Deployer implements Publisher {
  private final Directory directory;
  private final Map<ApiId, Map<String, Compiled>> compiled = new ConcurrentHashMap<>();
  private final Map<ApiId, AuthorizerCaches> authorizerCaches = new ConcurrentHashMap<>();
  private final Map<ApiId, StageCaches> responseCaches = new ConcurrentHashMap<>();
  private final RestApiCompiler compiler;
  private final LambdaRunner runner;
  private final Reporting reporting;
  private final LongSupplier nanoTime;
  private final TrafficLimits limits;
  private final ResponseCaches cacheMemory;
  private final Map<Caller, AccountKeys> keys = new ConcurrentHashMap<>();

  /**
   * The content is part of the entry: an API with a reused custom id may have other content under
   * the same deployment id.
   */
  private record Compiled(RestApiContent content, CompiledApi api) {}

  /**
   * Creates a deployer without deployments.
   *
   * @param directory entries that requests read
   * @param reporting selects the observers of requests
   * @param nanoTime monotonic clock that authorizers' results expire by
   * @param limits what requests are counted by
   * @param cacheMemory holds the cached responses of all stages
   */
  public Deployer(
      Directory directory,
      RestApiCompiler compiler,
      LambdaRunner runner,
      Reporting reporting,
      LongSupplier nanoTime,
      TrafficLimits limits,
      ResponseCaches cacheMemory) {
    this.directory = directory;
    this.compiler = compiler;
    this.runner = runner;
    this.reporting = reporting;
    this.nanoTime = nanoTime;
    this.limits = limits;
    this.cacheMemory = cacheMemory;
  }

  @Override
  public void publish(RestApiState state) {
    ApiId id = new ApiId(state.id());
    directory
        .api(id)
        .filter(live -> !live.owner().equals(state.owner()))
        .ifPresent(_ -> {
          // A host name contains no account: only one of two equal custom ids could be called.
          throw RestErrors.apiIdTaken(state.id());
        });
    Map<String, Compiled> known = compiled.getOrDefault(id, Map.of());
    Map<String, Compiled> used = new HashMap<>();
    Function<String, CompiledApi> deployments =
        deploymentId ->
            used.computeIfAbsent(
                    deploymentId, _ -> compile(state, deploymentId, known.get(deploymentId)))
                .api();
    Endpoint endpoint = Endpoints.of(state.content().api());
    AuthorizerCaches caches = new AuthorizerCaches(authorizerCaches.get(id), nanoTime);
    StageCaches responses = new StageCaches(responseCaches.get(id), cacheMemory);
    Map<StageName, LiveStage> stages = new HashMap<>();
    for (Stage stage : state.stages().values()) {
      // Interned: all APIs use a few names, and requests compare them.
      stages.put(
          new StageName(stage.stageName().intern()),
          live(state, stage, endpoint, deployments, caches, responses));
    }
    compiled.put(id, used);
    authorizerCaches.put(id, caches);
    responseCaches.put(id, responses);
    limits.of(state.owner()).retain(id, stages.keySet());
    directory.put(new LiveApi(id, state.owner(), endpoint, stages));
    responses.closeFormer();
  }

  private LiveStage live(
      RestApiState state,
      Stage stage,
      Endpoint endpoint,
      Function<String, CompiledApi> deployments,
      AuthorizerCaches caches,
      StageCaches responses) {
    StageBinding production =
        new StageBinding(
            new ApiId(state.id()),
            state.owner(),
            stage.stageName(),
            stage.deploymentId(),
            stage.variables(),
            stage.clientCertificateId(),
            endpoint,
            stage.canarySettings() == null ? null : false,
            reporting.of(state, stage),
            caches,
            responses.of(stage),
            new StageThrottles(
                limits
                    .of(state.owner())
                    .stage(new ApiId(state.id()), new StageName(stage.stageName())),
                stage.methodSettings()));
    CompiledApi content = deployments.apply(stage.deploymentId());
    CanarySettings settings = stage.canarySettings();
    if (settings == null) {
      return content.bind(production, null);
    }
    StageBinding canary =
        canary(production, settings, reporting.ofCanary(state, stage), responses.ofCanary(stage));
    return content.bind(
        production,
        new LiveStage.Canary(
            settings.percentTraffic(),
            deployments.apply(settings.deploymentId()).bind(canary, null)));
  }

  /** Returns the stage's own settings with the canary's deployment and variable overrides. */
  private static StageBinding canary(
      StageBinding stage,
      CanarySettings settings,
      Reporting.MethodObservers observers,
      @Nullable StageCaching caching) {
    Map<String, String> variables = new HashMap<>(stage.variables());
    variables.putAll(settings.stageVariableOverrides());
    return new StageBinding(
        stage.api(),
        stage.owner(),
        stage.stage(),
        settings.deploymentId(),
        variables,
        stage.clientCertificateId(),
        stage.endpoint(),
        true,
        observers,
        stage.authorizerCaches(),
        caching,
        stage.limits());
  }

  /**
   * Compares contents by identity: an unchanged content is the same object, and comparing its
   * resources would cost more than compiling.
   */
  @SuppressWarnings("ReferenceEquality")
  private Compiled compile(RestApiState state, String deploymentId, @Nullable Compiled known) {
    Deployed deployed = state.deployments().get(deploymentId);
    if (deployed == null) {
      throw new IllegalStateException(
          "a stage of " + state.id() + " points at no deployment: " + deploymentId);
    }
    return known != null && known.content() == deployed.content()
        ? known
        : new Compiled(deployed.content(), compiler.compile(deployed.content()));
  }

  @Override
  public void withdrawRestApi(Caller owner, String apiId) {
    ApiId id = new ApiId(apiId);
    compiled.remove(id);
    authorizerCaches.remove(id);
    StageCaches responses = responseCaches.remove(id);
    if (responses != null) {
      responses.flushAll();
    }
    directory.remove(id);
    limits.of(owner).remove(id);
  }

  @Override
  public void flushStageCache(Caller owner, String apiId, String stageName) {
    StageCaches responses = responseCaches.get(new ApiId(apiId));
    if (responses != null) {
      responses.flush(stageName);
    }
  }

  @Override
  public void flushStageAuthorizersCache(Caller owner, String apiId, String stageName) {
    AuthorizerCaches caches = authorizerCaches.get(new ApiId(apiId));
    if (caches != null) {
      caches.clear(stageName);
    }
  }

  @Override
  public void publish(AccountState state) {
    Map<String, ClientKeyPair> certificates = new HashMap<>();
    state
        .clientCertificates()
        .forEach((id, identity) ->
            certificates.put(
                id,
                new ClientKeyPair(
                    identity.certificate().pemEncodedCertificate(), identity.privateKey())));
    Map<String, List<String>> links = new HashMap<>();
    state.vpcLinks().forEach((id, link) -> links.put(id, link.link().targetArns()));
    directory.put(state.owner(), new LiveAccount(certificates, links));
    AccountKeys before = keys.get(state.owner());
    AccountKeys now = AccountKeys.of(state, before);
    if (now != before) {
      keys.put(state.owner(), now);
      limits.of(state.owner()).publish(now);
    }
  }

  @Override
  public void publish(FunctionState state) {
    LiveFunction function = FunctionSpecs.live(state);
    directory.put(state.arn(), function);
    runner.retire(state.arn(), function.spec().revision());
    runner.prepare(function.spec());
  }

  @Override
  public void withdrawFunction(Caller owner, String functionName) {
    String arn = Arn.function(owner, functionName).toString();
    directory.remove(arn);
    runner.remove(arn);
  }

  /** Removes all APIs, functions and counts of requests, and ends their sandboxes. */
  public void clear() {
    compiled.clear();
    authorizerCaches.clear();
    responseCaches.values().forEach(StageCaches::flushAll);
    responseCaches.clear();
    keys.clear();
    limits.clear();
    directory.clear().forEach(runner::remove);
  }
}
