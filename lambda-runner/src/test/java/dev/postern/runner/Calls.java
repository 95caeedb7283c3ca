package dev.postern.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Invokes functions and reads their outcomes. */
public final class Calls {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LambdaRunner runner;

  public Calls(LambdaRunner runner) {
    this.runner = runner;
  }

  public static Invocation invocation(String payload) {
    return new Invocation(
        UUID.randomUUID().toString(), payload.getBytes(StandardCharsets.UTF_8), null, null);
  }

  public CompletableFuture<Outcome> start(FunctionSpec function, String payload) {
    return runner.invoke(function, invocation(payload)).toCompletableFuture();
  }

  public Outcome call(FunctionSpec function, String payload) {
    return await(start(function, payload));
  }

  /** Invokes a function that may stream. */
  public Reply stream(FunctionSpec function, String payload) {
    try {
      return runner.stream(function, invocation(payload))
          .toCompletableFuture()
          .get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("no reply", e);
    }
  }

  /** Invokes a function that streams. */
  public StreamReader read(FunctionSpec function, String payload) {
    Reply reply = stream(function, payload);
    assertThat(reply).isInstanceOf(Reply.Stream.class);
    return StreamReader.of(((Reply.Stream) reply).payload());
  }

  /** Invokes a function that does not start to stream. */
  public Outcome whole(FunctionSpec function, String payload) {
    Reply reply = stream(function, payload);
    assertThat(reply).isInstanceOf(Reply.Whole.class);
    return ((Reply.Whole) reply).outcome();
  }

  /** Invokes a function that succeeds; returns its result. */
  public JsonNode result(FunctionSpec function, String payload) {
    return result(call(function, payload));
  }

  public static Outcome await(CompletableFuture<Outcome> call) {
    try {
      return call.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("no outcome", e);
    }
  }

  public static JsonNode result(Outcome outcome) {
    assertThat(outcome).as(describe(outcome)).isInstanceOf(Outcome.Success.class);
    return json(((Outcome.Success) outcome).payload());
  }

  public static JsonNode error(Outcome outcome) {
    assertThat(outcome).as(describe(outcome)).isInstanceOf(Outcome.FunctionError.class);
    return json(((Outcome.FunctionError) outcome).payload());
  }

  public static JsonNode json(byte[] payload) {
    try {
      return JSON.readTree(payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String describe(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Success(byte[] payload) ->
          "Success " + new String(payload, StandardCharsets.UTF_8);
      case Outcome.FunctionError(byte[] payload) ->
          "FunctionError " + new String(payload, StandardCharsets.UTF_8);
      case Outcome.TimedOut(byte[] payload) ->
          "TimedOut " + new String(payload, StandardCharsets.UTF_8);
      case Outcome.Throttled(String reason) -> "Throttled " + reason;
      case Outcome.SandboxFailed(String message) -> "SandboxFailed " + message;
    };
  }
}
