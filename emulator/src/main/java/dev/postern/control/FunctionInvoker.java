package dev.postern.control;

import dev.postern.control.state.FunctionState;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a function for Lambda's own Invoke operation; the data plane has its own way to the same
 * sandboxes.
 */
public interface FunctionInvoker {
  /**
   * Invokes synchronously; blocks until the function has answered or timed out.
   *
   * @param payload the event, JSON
   * @param clientContext base64 as sent, or null
   * @param traceId value of {@code X-Amzn-Trace-Id}, or null
   * @throws dev.postern.aws.error.AwsException when the function could not be run at all
   *     (throttled, no sandbox)
   */
  Answer invoke(
      FunctionState function,
      byte[] payload,
      @Nullable String clientContext,
      @Nullable String traceId);

  /**
   * Invokes a function that may answer part by part; blocks until it begins to. Otherwise as {@link
   * #invoke}, but the failure of a function ends its stream.
   */
  Streamed stream(
      FunctionState function,
      byte[] payload,
      @Nullable String clientContext,
      @Nullable String traceId);

  /**
   * What the function answers part by part.
   *
   * @param payload takes one subscriber, and needs one
   * @param errorDetails the error object for what the payload ended with
   * @param logTail see {@link Answer}; for when the payload is over
   */
  record Streamed(
      Flow.Publisher<byte[]> payload,
      Function<Throwable, String> errorDetails,
      Supplier<String> logTail) {}

  /**
   * What the function answered.
   *
   * @param payload the result, or the error object
   * @param error value of {@code X-Amz-Function-Error}, or null on success
   * @param logTail gives the last 4 KB of the log, for {@code X-Amz-Log-Type: Tail}; may wait for
   *     it a moment
   */
  record Answer(byte[] payload, @Nullable String error, Supplier<String> logTail) {}
}
