package dev.postern.sdk;

import java.util.concurrent.Flow;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A response whose body is a stream of events.
 *
 * @param response of the operation's response class: status and headers
 * @param events takes one subscriber, and needs one
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Amazon Event Stream
 *     Specification</a>
 */
public record EventStream(SdkPojo response, Flow.Publisher<Event> events) {
  /**
   * One event.
   *
   * @param type AWS's name, such as {@code PayloadChunk}
   * @param body its one blob, or its members as JSON
   */
  public record Event(String type, SdkPojo body) {}
}
