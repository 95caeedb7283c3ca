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
   * @param request of the SDK's request class of that operation
   * @return of the SDK's response class of that operation
   * @throws dev.postern.aws.error.AwsException for every error AWS answers; {@code
   *     NotImplementedException} for an operation not built yet
   */
  SdkPojo answer(String operation, Caller caller, SdkPojo request);

  /**
   * As {@link #answer}, for an operation whose response is a stream of events; may block until that
   * begins.
   */
  default EventStream stream(String operation, Caller caller, SdkPojo request) {
    throw new IllegalStateException(operation + " answers with a stream of events");
  }
}
