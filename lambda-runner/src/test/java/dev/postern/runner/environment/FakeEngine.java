package dev.postern.runner.environment;

import dev.postern.runner.FunctionSpec;
import dev.postern.runner.container.Exit;
import dev.postern.runner.container.HostAddress;
import dev.postern.runner.container.Sandbox;
import dev.postern.runner.container.SandboxEngine;
import dev.postern.runner.container.SandboxFailure;
import dev.postern.runner.container.SandboxPlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Engine that runs functions on threads of this JVM. A handler returns its sandbox's number. */
final class FakeEngine implements SandboxEngine, EngineSource {
  /** Handler that returns its sandbox's number immediately. */
  static final String NUMBER = "number";

  /** Handler whose runtime never requests an invocation. */
  static final String MUTE = "mute";

  private final AtomicInteger started = new AtomicInteger();
  private final List<FakeSandbox> living = new CopyOnWriteArrayList<>();
  private volatile @Nullable String failure;
  private volatile String host = "127.0.0.1";

  void failWith(String message) {
    failure = message;
  }

  void pretendToBeReachedAt(String newHost) {
    host = newHost;
  }

  int started() {
    return started.get();
  }

  List<String> living() {
    return living.stream().map(sandbox -> sandbox.plan.function().name()).toList();
  }

  @Override
  public String description() {
    return "threads";
  }

  @Override
  public SandboxEngine get() {
    return this;
  }

  @Override
  public boolean takesArchive() {
    return false;
  }

  @Override
  public HostAddress address() {
    return new HostAddress("127.0.0.1", host);
  }

  @Override
  public void prepare(FunctionSpec function) {}

  @Override
  public Sandbox start(SandboxPlan plan) throws SandboxFailure {
    if (failure != null) {
      throw new SandboxFailure(failure);
    }
    FakeSandbox sandbox = new FakeSandbox(plan, started.incrementAndGet());
    living.add(sandbox);
    if (!plan.function().handler().equals(MUTE)) {
      sandbox.thread = Thread.ofVirtual().start(sandbox::serve);
    }
    return sandbox;
  }

  @Override
  public void close() {}

  private final class FakeSandbox implements Sandbox {
    private final SandboxPlan plan;
    private final int number;
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable Thread thread;

    FakeSandbox(SandboxPlan plan, int number) {
      this.plan = plan;
      this.number = number;
    }

    void serve() {
      String api = "http://" + plan.runtimeApi() + "/2018-06-01/runtime/invocation/";
      try {
        while (true) {
          HttpResponse<String> invocation = send(HttpRequest.newBuilder(URI.create(api + "next")));
          String id =
              invocation.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
          send(
              HttpRequest.newBuilder(URI.create(api + id + "/response"))
                  .POST(HttpRequest.BodyPublishers.ofString(Integer.toString(number))));
        }
      } catch (IOException | InterruptedException ended) {
        exit.complete(new Exit.Signal(9));
      }
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
        throws IOException, InterruptedException {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public CompletionStage<Exit> exit() {
      return exit;
    }

    @Override
    public void kill() {
      living.remove(this);
      client.shutdownNow();
      if (thread != null) {
        thread.interrupt();
      }
      exit.complete(new Exit.Signal(9));
    }

    @Override
    public int memoryMegabytes() {
      return 1;
    }
  }
}
