package dev.postern.control;

import dev.postern.control.state.FunctionState;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a function for Lambda's Invoke operation. The data plane does not use it, but runs functions
 * in the same sandboxes.
 */
public interface FunctionInvoker {
  /**
   * Invokes a function synchronously. Blocks until the function has returned or timed out.
   *
   * @param payload the event, JSON
   * @param clientContext base64 as sent, or null
   * @param traceId value of {@code X-Amzn-Trace-Id}
   * @throws dev.postern.aws.error.AwsException if the function could not be run (throttled, no
   *     sandbox)
   */
  Answer invoke(
      FunctionState function, byte[] payload, @Nullable String clientContext, String traceId);

  /**
   * Invokes a function that may stream its response. Blocks until the response begins. Unlike
   * {@link #invoke}, it reports a failure of the function by the error that ends the stream.
   */
  Streamed stream(
      FunctionState function, byte[] payload, @Nullable String clientContext, String traceId);

  /**
   * A streamed response of a function.
   *
   * @param payload the response; must be subscribed to exactly once
   * @param errorDetails converts the error that ended the payload to an error object
   * @param logTail as in {@link Answer}; call it after the end of the payload
   */
  record Streamed(
      Flow.Publisher<byte[]> payload,
      Function<Throwable, String> errorDetails,
      Supplier<String> logTail) {}

  /**
   * A buffered response of a function.
   *
   * @param payload the result, or the error object
   * @param error value of {@code X-Amz-Function-Error}, or null on success
   * @param logTail returns the last 4 KB of the log, for {@code X-Amz-Log-Type: Tail}; may block
   *     for a moment
   */
  record Answer(byte[] payload, @Nullable String error, Supplier<String> logTail) {}
}
