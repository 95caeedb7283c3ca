package dev.postern.runner.environment;

import dev.postern.runner.FunctionLogSink;
import dev.postern.runner.FunctionSpec;
import dev.postern.runner.Invocation;
import dev.postern.runner.LambdaRunner;
import dev.postern.runner.Outcome;
import dev.postern.runner.Reply;
import dev.postern.runner.RunnerSettings;
import dev.postern.runner.code.CodeException;
import dev.postern.runner.code.CodeForm;
import dev.postern.runner.code.CodeStore;
import dev.postern.runner.container.SandboxEngine;
import dev.postern.runner.container.SandboxFailure;
import dev.postern.runner.runtimeapi.RuntimeApi;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A runner with pools of warm sandboxes, one pool for each revision.
 *
 * <p>It is not in the root package: all other packages may use that one, so it must not use them.
 */
public final class PooledLambdaRunner implements LambdaRunner {
  private static final Logger LOG = System.getLogger(PooledLambdaRunner.class.getName());
  private static final Outcome CLOSED =
      new Outcome.SandboxFailed("the function runner is stopping");
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final RunnerSettings settings;
  private final Path folder;
  private final ExecutorService threads;
  private final ScheduledThreadPoolExecutor scheduler;
  private final EngineSource engines;
  private final CodeStore codeStore;
  private final EnvironmentServices services;
  private final Growth growth;
  private final Map<PoolKey, EnvironmentPool> pools = new ConcurrentHashMap<>();
  private final Map<FunctionKey, ConcurrencyCounter> concurrencies = new ConcurrentHashMap<>();
  private final Set<ExecutionEnvironment> alive = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private record PoolKey(String functionArn, String revision) {}

  private record FunctionKey(String accountId, String region, String name) {}

  /**
   * Creates a runner that uses the given engine.
   *
   * @param folder used by this runner only; removed on close
   * @param threads runs each task on a thread of its own; shut down on close
   */
  PooledLambdaRunner(
      RunnerSettings settings,
      Path folder,
      ExecutorService threads,
      EngineSource engines,
      FunctionLogSink log,
      InstantSource time,
      SandboxIds ids,
      RuntimeApi runtimeApi) {
    this.settings = settings;
    this.folder = folder;
    this.threads = threads;
    this.engines = engines;
    this.scheduler = newScheduler();
    this.codeStore = new CodeStore(folder.resolve("code"));
    this.growth = Growth.onCores(Runtime.getRuntime().availableProcessors());
    this.services =
        new EnvironmentServices(
            engines,
            runtimeApi,
            new FunctionVariables(settings.environment()),
            scheduler,
            threads,
            log,
            time,
            ids,
            new SandboxLimit(settings.maxSandboxes()),
            new Reachability(),
            new CpuLoad(),
            settings.startTimeout());
    scheduleIdleSweep();
  }

  /**
   * Creates a runner. Only starts to look for a Docker engine, in the background.
   *
   * @param log receives the lines of all functions
   * @param random source of sandbox ids; two runners must not get the same numbers
   * @param runtimeApi runs on event loops that outlive the runner
   * @param onBind called once, before the first sandbox starts, with the address of this machine
   *     that sandboxes reach; may block
   */
  public static PooledLambdaRunner start(
      RunnerSettings settings,
      FunctionLogSink log,
      InstantSource time,
      RandomGenerator random,
      RuntimeApi runtimeApi,
      Consumer<String> onBind) {
    SandboxIds ids = new SandboxIds(random);
    String instance = ids.next();
    Path folder = settings.workFolder().resolve("runner-" + instance).toAbsolutePath();
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("lambda-work-", 0).factory());
    EngineSource engines = new Engines(settings, folder, instance, threads, onBind);
    return new PooledLambdaRunner(settings, folder, threads, engines, log, time, ids, runtimeApi);
  }

  private static ScheduledThreadPoolExecutor newScheduler() {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("lambda-clock").factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return scheduler;
  }

  private void scheduleIdleSweep() {
    long span = Math.clamp(settings.idleTimeout().toMillis() / 4, 50, 30_000);
    var _ =
        scheduler.scheduleWithFixedDelay(
            () -> pools.values().forEach(pool -> pool.endIdle(settings.idleTimeout())),
            span,
            span,
            TimeUnit.MILLISECONDS);
  }

  @Override
  public CompletionStage<Outcome> invoke(FunctionSpec function, Invocation invocation) {
    return start(function, invocation, null);
  }

  @Override
  public CompletionStage<Reply> stream(FunctionSpec function, Invocation invocation) {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    var _ =
        start(function, invocation, reply)
            .thenAccept(outcome -> reply.complete(new Reply.Whole(outcome)));
    return reply;
  }

  private CompletableFuture<Outcome> start(
      FunctionSpec function, Invocation invocation, @Nullable CompletableFuture<Reply> reply) {
    ConcurrencyCounter concurrency =
        concurrencies.computeIfAbsent(
            new FunctionKey(function.accountId(), function.region(), function.name()),
            key -> new ConcurrencyCounter());
    if (!concurrency.tryAcquire(function.reservedConcurrency())) {
      return CompletableFuture.completedFuture(
          new Outcome.Throttled("ReservedFunctionConcurrentInvocationLimitExceeded"));
    }
    PendingInvocation pending =
        new PendingInvocation(function, invocation, concurrency, System.nanoTime(), reply);
    while (!closed) {
      EnvironmentPool pool = pool(function);
      if (pool.invoke(pending)) {
        return pending.outcome();
      }
      pools.remove(key(function), pool);
    }
    pending.complete(CLOSED);
    return pending.outcome();
  }

  private EnvironmentPool pool(FunctionSpec function) {
    PoolKey key = key(function);
    EnvironmentPool known = pools.get(key);
    if (known != null) {
      return known;
    }
    EnvironmentPool pool = pools.computeIfAbsent(key, k -> newPool(function));
    if (closed) {
      pool.close(CLOSED);
    }
    return pool;
  }

  private EnvironmentPool newPool(FunctionSpec function) {
    return new EnvironmentPool(
        function, new PoolCode(function, codeStore), services, growth, new PoolLauncher());
  }

  private static PoolKey key(FunctionSpec function) {
    return new PoolKey(function.functionArn(), function.revision());
  }

  private final class PoolLauncher implements EnvironmentPool.Launcher {
    @Override
    public void start(ExecutionEnvironment environment) {
      alive.add(environment);
      var _ = environment.gone().thenRun(() -> alive.remove(environment));
      threads.execute(environment::start);
    }

    @Override
    public void makeRoom() {
      pools.values().stream()
          .min(Comparator.comparingLong(EnvironmentPool::oldestIdleNanos))
          .ifPresent(EnvironmentPool::endOldestIdle);
    }
  }

  @Override
  public void prepare(FunctionSpec function) {
    if (!closed) {
      var _ = prepareAsync(function);
    }
  }

  /** Prepares as {@link #prepare} does; completes when that has succeeded or failed. */
  CompletableFuture<Void> prepareAsync(FunctionSpec function) {
    EnvironmentPool pool = pool(function);
    return CompletableFuture.runAsync(() -> prepareNow(function, pool), threads);
  }

  private void prepareNow(FunctionSpec function, EnvironmentPool pool) {
    try {
      SandboxEngine engine = engines.get();
      engine.prepare(function);
      var _ = pool.code().path(engine.takesArchive() ? CodeForm.ARCHIVE : CodeForm.FOLDER);
    } catch (SandboxFailure | CodeException e) {
      LOG.log(Level.WARNING, "not ready: function={0} reason={1}", function.name(), e.getMessage());
    }
  }

  @Override
  public void retire(String functionArn, String keptRevision) {
    pools.forEach((key, pool) -> {
      if (key.functionArn().equals(functionArn) && !key.revision().equals(keptRevision)) {
        pools.remove(key, pool);
        pool.retire();
      }
    });
  }

  @Override
  public void remove(String functionArn) {
    pools.forEach((key, pool) -> {
      if (key.functionArn().equals(functionArn)) {
        pools.remove(key, pool);
        pool.retire();
      }
    });
  }

  @Override
  public String engine() {
    return engines.description();
  }

  @Override
  public void close() {
    closed = true;
    pools.values().forEach(pool -> pool.close(CLOSED));
    alive.forEach(environment -> environment.end(CLOSED));
    awaitEnd();
    engines.close();
    codeStore.close();
    scheduler.shutdownNow();
    threads.shutdown();
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "left behind: folder={0} reason={1}", folder, e);
    }
  }

  /**
   * Waits for all sandboxes. The engine ends a sandbox that is stuck, for example in an image pull.
   */
  private void awaitEnd() {
    try {
      whenAllGone().orTimeout(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      LOG.log(Level.WARNING, "sandboxes did not end in time: count={0}", alive.size());
    }
  }

  /** Returns a future that completes when all current sandboxes are gone. */
  CompletableFuture<Void> whenAllGone() {
    return CompletableFuture.allOf(
        alive.stream().map(ExecutionEnvironment::gone).toArray(CompletableFuture[]::new));
  }
}
