package dev.postern.app;

import dev.postern.aws.AccountId;
import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Region;
import dev.postern.control.lambda.LambdaService;
import dev.postern.control.rest.RestService;
import dev.postern.control.sdkgen.SdkGenerator;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.FunctionState;
import dev.postern.control.state.RestApiState;
import dev.postern.deploy.Deployer;
import dev.postern.deploy.RunnerInvoker;
import dev.postern.deploy.rest.DraftInvocations;
import dev.postern.deploy.rest.Reporting;
import dev.postern.deploy.rest.RestApiCompiler;
import dev.postern.deploy.target.Backends;
import dev.postern.edge.ContextLoop;
import dev.postern.edge.Listener;
import dev.postern.edge.PosternRoutes;
import dev.postern.execute.Pipeline;
import dev.postern.execute.cache.ResponseCaches;
import dev.postern.execute.integration.BackendTls;
import dev.postern.execute.integration.HttpAddress;
import dev.postern.execute.integration.HttpBackend;
import dev.postern.execute.integration.HttpRoute;
import dev.postern.execute.live.Directory;
import dev.postern.execute.live.Gateway;
import dev.postern.execute.observe.Inspector;
import dev.postern.execute.observe.PhaseLog;
import dev.postern.limit.MemoryUsageCounters;
import dev.postern.limit.Throttle;
import dev.postern.limit.TrafficLimits;
import dev.postern.limit.UsageCounters;
import dev.postern.report.LambdaLogs;
import dev.postern.report.LogFiles;
import dev.postern.report.LogGroups;
import dev.postern.report.LogSink;
import dev.postern.report.Metrics;
import dev.postern.report.MetricsPage;
import dev.postern.report.Occupancy;
import dev.postern.runner.LambdaRunner;
import dev.postern.runner.RunnerSettings;
import dev.postern.runner.environment.PooledLambdaRunner;
import dev.postern.runner.runtimeapi.RuntimeApi;
import dev.postern.sdk.Operations;
import dev.postern.sdk.Service;
import dev.postern.store.Key;
import dev.postern.store.MemoryStore;
import dev.postern.store.Store;
import dev.postern.wire.Cors;
import dev.postern.wire.Upstreams;
import dev.postern.wire.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.net.ClientSSLOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A running Postern: the only class that wires its parts. */
public final class Postern implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("postern.app");
  private static final RandomGenerator RANDOM = () -> ThreadLocalRandom.current().nextLong();

  private final Settings settings;
  private final Vertx vertx;
  private final LambdaRunner runner;
  private final SdkGenerator sdkGenerator;
  private final ExecutorService blocking;
  private final InstantSource clock;
  private final Occupancy occupancy = new Occupancy();
  private final Listener.Doors doors;
  private final Path workFolder;
  private final LogGroups groups;
  private final int port;
  private final Upstreams upstreams;

  private Postern(Settings settings, RandomGenerator canaryChance) {
    this.settings = settings;
    this.clock = InstantSource.system();
    this.vertx = vertx();
    this.blocking = Executors.newVirtualThreadPerTaskExecutor();
    this.port = settings.port() == 0 ? Listeners.freePort(settings.host()) : settings.port();
    this.workFolder = settings.workFolder().orElseGet(Postern::temporaryFolder);
    Ids ids = new Ids(RANDOM);
    this.groups = groups();
    Metrics metrics = new Metrics();
    Inspector inspector = settings.inspect() == 0 ? null : new Inspector(settings.inspect(), clock);
    LambdaLogs logs = new LambdaLogs(groups);
    this.runner = runner(logs);
    this.upstreams = settings.services().upstreams(settings, port);
    BackendTls tls = new BackendTls(settings.backendAuthorities());
    HttpBackend http = new HttpBackend(vertx, tls, settings.limits().payloadBytes(), occupancy);
    Directory directory = new Directory();
    RestApiCompiler compiler =
        new RestApiCompiler(
            new Backends(
                directory,
                http,
                settings.privateNetwork(),
                settings.services().reachedBy(http, clock, upstreams),
                runner,
                settings.invokePermissionChecked(),
                clock));
    UsageCounters counters = new MemoryUsageCounters();
    Deployer deployer =
        new Deployer(
            directory,
            compiler,
            runner,
            new Reporting(groups, metrics, inspector, PhaseLog.isOn(), clock),
            System::nanoTime,
            new TrafficLimits(
                counters,
                System::nanoTime,
                settings.accountThrottled() ? Throttle.of(settings.limits()) : null),
            new ResponseCaches(
                ResponseCaches.share(Runtime.getRuntime().maxMemory()), System::nanoTime));
    Pipeline pipeline = new Pipeline();
    DraftInvocations drafts =
        new DraftInvocations(
            compiler, pipeline, () -> ContextLoop.of(vertx, occupancy), ids, clock);
    Store<Key, RestApiState> apis = new MemoryStore<>();
    Store<Key, AccountState> accounts = new MemoryStore<>();
    Store<Key, FunctionState> functions = new MemoryStore<>();
    this.sdkGenerator = new SdkGenerator(this::endpoint, generatorJar(), workFolder, clock);
    RestService rest =
        new RestService(
            apis,
            accounts,
            deployer,
            drafts,
            sdkGenerator,
            // No method reference: it would load the class and with it the crypto library.
            (from, until) -> ClientCertificateMaker.issue(from, until),
            ids,
            clock,
            settings.limits(),
            (owner, plan, key, day) -> counters.used(owner, plan, key, day.toEpochDay()));
    LambdaService lambda =
        new LambdaService(
            functions, deployer, new RunnerInvoker(runner, logs, ids), ids, clock, this::endpoint);
    Map<String, Service> services = Map.of("apigateway", rest, "lambda", lambda);
    Cors cors = Cors.loopbackAnd(settings.corsOrigins());
    Wire wire = new Wire(Operations.load(), services, settings.region(), ids, cors, upstreams);
    PosternRoutes own =
        new PosternRoutes(
            vertx,
            new PosternRoutes.Parts(
                Main.version(),
                Stream.concat(services.keySet().stream(), Stream.of("execute-api"))
                    .sorted()
                    .toList(),
                runner::engine,
                groups,
                () -> MetricsPage.of(metrics),
                inspector,
                occupancy,
                lambda::zipOf,
                cors::allows,
                () -> {
                  apis.clear();
                  accounts.clear();
                  functions.clear();
                  deployer.clear();
                  groups.clear();
                  metrics.clear();
                  if (inspector != null) {
                    inspector.clear();
                  }
                },
                blocking,
                clock));
    Gateway gateway = new Gateway(directory, pipeline, ids, clock, canaryChance, settings.limits());
    this.doors =
        new Listener.Doors(
            gateway,
            wire::answer,
            wire::answerTooLarge,
            new Listener.Forwards(wire::forward, url -> options(tls, url)),
            own::handle,
            blocking,
            settings.limits());
  }

  /**
   * Starts Postern; the HTTP port accepts connections when this returns.
   *
   * @throws Setting.WrongSetting if the port cannot be opened
   */
  static Postern start(Settings settings) {
    return start(settings, RANDOM);
  }

  /**
   * Starts Postern with the random numbers that send requests to a canary.
   *
   * @param canaryChance gives one double per request to a stage with a canary
   */
  static Postern start(Settings settings, RandomGenerator canaryChance) {
    Postern postern = new Postern(settings, canaryChance);
    try {
      postern.listeners().http(postern.port);
    } catch (RuntimeException e) {
      postern.close();
      throw e;
    }
    return postern;
  }

  private static ClientSSLOptions options(BackendTls tls, URI upstream) {
    return tls.options(HttpRoute.to(HttpAddress.of(upstream).orElseThrow()));
  }

  private Listeners listeners() {
    return new Listeners(vertx, settings.host(), doors, clock, occupancy);
  }

  /**
   * Returns the base URL, such as {@code http://127.0.0.1:4566}. It contains an address if
   * possible, not {@code localhost}: the JavaScript SDK puts bucket names before a host name, and
   * {@code bucket.localhost} does not resolve everywhere.
   */
  String endpoint() {
    return "http://%s:%d".formatted(Listeners.clientHost(settings.host()), port);
  }

  int port() {
    return port;
  }

  /** Returns one line that says which services are where; empty if none is. */
  Optional<String> otherServices() {
    return ServiceSettings.described(upstreams);
  }

  String lambdaEngine() {
    return runner.engine();
  }

  /**
   * Opens the HTTPS port if one is set. Logs a failure, which does not affect HTTP.
   *
   * @return the port, or 0 if none is open
   */
  CompletableFuture<Integer> startTls() {
    OptionalInt tlsPort = settings.tlsPort();
    return tlsPort.isEmpty()
        ? CompletableFuture.completedFuture(0)
        : CompletableFuture.supplyAsync(() -> listeners().https(tlsPort.getAsInt()), blocking);
  }

  /** Stops listeners and sandboxes; returns when they have ended. */
  @Override
  public void close() {
    runner.close();
    sdkGenerator.close();
    groups.close();
    removeWorkFolder();
    blocking.shutdown();
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    } catch (Exception e) {
      LOG.log(Level.WARNING, "event=close-failed", e);
    }
  }

  /** Removes the work folder if it was created here; the runner has emptied it. */
  private void removeWorkFolder() {
    if (settings.workFolder().isPresent()) {
      return;
    }
    try {
      Files.deleteIfExists(workFolder);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "event=work-folder-left folder=" + workFolder, e);
    }
  }

  private static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setPreferNativeTransport(true)
            .setEventLoopPoolSize(Listeners.EVENT_LOOPS)
            .setWorkerPoolSize(4)
            .setInternalBlockingPoolSize(4)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }

  private LambdaRunner runner(LambdaLogs logs) {
    RunnerSettings wanted =
        new RunnerSettings(
            settings.lambdaEngine(),
            settings.lambdaImages(),
            settings.lambdaImagePrefix(),
            settings.dockerHost().orElse(null),
            settings.lambdaHost().orElse(null),
            settings.lambdaBind().orElse(null),
            Map.of("AWS_ENDPOINT_URL", "http://{host}:" + port),
            settings.lambdaIdle(),
            settings.lambdaMaxSandboxes(),
            Duration.ofSeconds(10),
            workFolder);
    return PooledLambdaRunner.start(
        wanted,
        (function, stream, time, line) ->
            logs.add(
                new Caller(new AccountId(function.accountId()), new Region(function.region())),
                function.name(),
                stream,
                time,
                line),
        clock,
        RANDOM,
        new RuntimeApi(vertx),
        address -> listeners().forSandboxes(address, port));
  }

  /** Returns the path of the SDK generator's jar, beside Postern's own jar. */
  private static Path generatorJar() {
    try {
      URI own = Postern.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(own).resolveSibling("sdk-generator/openapi-generator-cli.jar");
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Postern runs from a place that is no file", e);
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("postern-");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder could be made", e);
    }
  }

  /**
   * Makes the log groups. The console shows their events if it shows Postern's own events of level
   * info.
   */
  private LogGroups groups() {
    List<LogSink> sinks = new ArrayList<>();
    if (settings.logLevel().getSeverity() <= Level.INFO.getSeverity()) {
      sinks.add(new ConsoleLog(System.err));
    }
    settings.logFolder().map(LogFiles::new).ifPresent(sinks::add);
    return sinks.isEmpty()
        ? new LogGroups()
        : new LogGroups(sinks, Thread.ofPlatform().daemon().name("postern-logs").factory());
  }
}
