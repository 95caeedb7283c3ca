package dev.postern.execute.observe;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.IntegrationRequest;
import dev.postern.execute.Observer;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest requests with all that happened to them, kept for inspection. Safe from any thread.
 */
public final class Inspector implements Supplier<Observer> {
  private static final int BODY_KEPT = 16_384;

  private final AtomicReferenceArray<@Nullable Watch> kept;
  private final AtomicLong next = new AtomicLong();
  private final InstantSource clock;

  /**
   * Creates an inspector without requests.
   *
   * @param maxRequests maximum number of requests to keep; at least 1
   */
  public Inspector(int maxRequests, InstantSource clock) {
    this.kept = new AtomicReferenceArray<>(maxRequests);
    this.clock = clock;
  }

  /**
   * A request or response message.
   *
   * @param line method and target of a request, or status of a response
   * @param body the first 16 KB of the body
   * @param length length of the whole body
   */
  public record Message(String line, Headers headers, byte[] body, int length) {
    private static Message of(String line, Headers headers, byte[] body) {
      byte[] start = body.length <= BODY_KEPT ? body : Arrays.copyOf(body, BODY_KEPT);
      return new Message(line, headers, start, body.length);
    }
  }

  /**
   * A phase that a request passed.
   *
   * @param outcome {@code Next}, {@code Answered} or {@code Waits}
   * @param done when it completed, or began to wait
   */
  public record Passed(String phase, String outcome, Instant done) {}

  /**
   * A request and what happened to it.
   *
   * @param integrationRequest the integration request, also of a mock; null if none was built
   * @param integrationUrl complete URL; null for a mock
   * @param choices selections of phases, in order: which template, which integration response
   * @param notes log lines of authorizers, usage plans and other phases
   * @param refusal why API Gateway refused the request, or null
   */
  public record Inspected(
      Exchange exchange,
      Instant answered,
      List<Passed> phases,
      Message methodRequest,
      @Nullable Message integrationRequest,
      @Nullable String integrationUrl,
      @Nullable Instant sentAt,
      @Nullable Message integrationResponse,
      @Nullable Instant receivedAt,
      List<Supplier<String>> choices,
      List<String> notes,
      @Nullable GatewayException refusal,
      Message response) {}

  @Override
  public Observer get() {
    return new Watch();
  }

  /** Returns the kept requests, the latest first. */
  public List<Inspected> latest() {
    List<Inspected> latest = new ArrayList<>();
    long end = next.get();
    for (long i = end - 1; i >= Math.max(0, end - kept.length()); i--) {
      Watch one = kept.get((int) (i % kept.length()));
      if (one != null) {
        latest.add(one.inspected());
      }
    }
    return latest;
  }

  /** Returns the kept request with that id. */
  public Optional<Inspected> find(String requestId) {
    return latest().stream()
        .filter(one -> one.exchange().ids().requestId().equals(requestId))
        .findFirst();
  }

  /** Removes all requests. */
  public void clear() {
    for (int i = 0; i < kept.length(); i++) {
      kept.set(i, null);
    }
  }

  private final class Watch implements Observer {
    private final List<Passed> phases = new ArrayList<>(4);
    private final List<Supplier<String>> choices = new ArrayList<>(4);
    private List<String> notes = List.of();
    private @Nullable Supplier<Sent> sent;
    private @Nullable Instant sentAt;
    private @Nullable Message received;
    private @Nullable Instant receivedAt;
    private @Nullable GatewayException refusal;
    private @Nullable Exchange exchange;
    private @Nullable Instant answeredAt;
    private @Nullable Message response;

    @Override
    public void passed(Phase phase, Step step, Exchange exchange) {
      phases.add(new Passed(phase.name(), step.getClass().getSimpleName(), clock.instant()));
    }

    @Override
    public void sending(Supplier<Sent> request, Exchange exchange) {
      sentAt = clock.instant();
      sent = request;
    }

    @Override
    public void received(BackendResponse response, Exchange exchange) {
      received =
          Message.of(Integer.toString(response.status()), response.headers(), response.body());
      receivedAt = clock.instant();
    }

    /** Keeps the supplier: most requests are never inspected, so the text is computed on demand. */
    @Override
    public void chosen(Supplier<String> choice) {
      choices.add(choice);
    }

    @Override
    public void noted(String line, Exchange exchange) {
      if (notes.isEmpty()) {
        notes = new ArrayList<>();
      }
      notes.add(line);
    }

    @Override
    public void refused(GatewayException reason, Exchange exchange) {
      refusal = reason;
    }

    @Override
    public void answered(HttpResponse made, Exchange of) {
      exchange = of;
      answeredAt = clock.instant();
      response = Message.of(Integer.toString(made.status()), made.headers(), made.body());
      kept.set((int) (next.getAndIncrement() % kept.length()), this);
    }

    /** Returns the record, built on demand: most requests are never inspected. */
    private Inspected inspected() {
      Exchange seen = Objects.requireNonNull(exchange, "exchange is null");
      Sent out = sent == null ? null : sent.get();
      return new Inspected(
          seen,
          Objects.requireNonNull(answeredAt, "answeredAt is null"),
          phases,
          Message.of(seen.request().method(), seen.headers(), seen.request().body()),
          integrationRequest(seen, out),
          out == null ? null : out.url(),
          sentAt,
          received,
          receivedAt,
          choices,
          notes,
          refusal,
          Objects.requireNonNull(response, "response is null"));
    }

    private static @Nullable Message integrationRequest(Exchange exchange, @Nullable Sent out) {
      IntegrationRequest made = exchange.integrationRequestIfMade();
      if (made == null) {
        return null;
      }
      return out == null
          ? Message.of(made.method(), made.headers(), made.body())
          : Message.of(made.method(), out.headers(), out.body());
    }
  }
}
