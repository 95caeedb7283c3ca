package dev.postern.sdk;

import dev.postern.aws.Caller;
import software.amazon.awssdk.core.SdkPojo;

/** One AWS service of the control plane: answers decoded requests. */
@FunctionalInterface
public interface Service {
  /**
   * Answers one request; may block.
   *
   * @param operation AWS's name, such as {@code PutIntegration}
   * @param request of the operation's SDK request class
   * @return a value of the operation's SDK response class
   * @throws dev.postern.aws.error.AwsException for every error that AWS answers; {@code
   *     NotImplementedException} for an operation that is not implemented yet
   */
  SdkPojo answer(String operation, Caller caller, SdkPojo request);

  /**
   * Answers one request of an operation whose response is a stream of events; may block until the
   * stream begins.
   */
  default EventStream stream(String operation, Caller caller, SdkPojo request) {
    throw new IllegalStateException(operation + " answers with a stream of events");
  }
}
