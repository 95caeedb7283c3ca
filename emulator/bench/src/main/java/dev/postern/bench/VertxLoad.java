package dev.postern.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A load generator of ours for machines without wrk: one event loop. */
final class VertxLoad implements Load {
  @Override
  public String description() {
    return "a Vert.x client (no wrk on this machine)";
  }

  @Override
  public Sample run(Target target, int connections, int seconds) throws InterruptedException {
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
    HttpClientAgent client =
        vertx.createHttpClient(
            new HttpClientOptions().setTcpNoDelay(true),
            new PoolOptions().setHttp1MaxSize(connections));
    List<User> users = new ArrayList<>();
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    try {
      List<CompletableFuture<Void>> done = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        User user = new User(client, target, end, i);
        users.add(user);
        done.add(user.done);
        vertx.runOnContext(_ -> user.ask());
      }
      CompletableFuture.allOf(done.toArray(CompletableFuture[]::new)).join();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    return sample(users, (System.nanoTime() - start) / 1e9);
  }

  private static Sample sample(List<User> users, double seconds) {
    long[] nanos = users.stream().flatMapToLong(User::latencies).sorted().toArray();
    long failures = users.stream().mapToLong(user -> user.failures).sum();
    return Sample.ofLoad(
        nanos.length / seconds, percentile(nanos, 0.50), percentile(nanos, 0.99), failures);
  }

  /** Milliseconds. */
  static double percentile(long[] sortedNanos, double share) {
    if (sortedNanos.length == 0) {
      return Double.NaN;
    }
    int index = (int) Math.ceil(share * sortedNanos.length) - 1;
    return sortedNanos[Math.max(0, index)] / 1e6;
  }

  /** One connection's worth of load; runs on the event loop only. */
  private static final class User {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final HttpClient client;
    private final Target target;
    private final long end;
    private int next;
    private long[] nanos = new long[4_096];
    private int count;
    private long failures;

    User(HttpClient client, Target target, long end, int first) {
      this.client = client;
      this.target = target;
      this.end = end;
      this.next = first;
    }

    void ask() {
      long asked = System.nanoTime();
      if (asked >= end) {
        done.complete(null);
        return;
      }
      String path = target.paths().get(next++ % target.paths().size());
      client
          .request(HttpMethod.GET, target.port(), Target.HOST, path)
          .compose(request -> {
            target.headers().forEach(request::putHeader);
            return request.send();
          })
          .compose(response -> response.body().map(_ -> succeeded(response)))
          .onComplete(answer -> {
            if (answer.succeeded() && answer.result()) {
              add(System.nanoTime() - asked);
            } else {
              failures++;
            }
            ask();
          });
    }

    private static boolean succeeded(HttpClientResponse response) {
      return response.statusCode() / 100 == 2;
    }

    private void add(long latency) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, count * 2);
      }
      nanos[count++] = latency;
    }

    java.util.stream.LongStream latencies() {
      return Arrays.stream(nanos, 0, count);
    }
  }
}
