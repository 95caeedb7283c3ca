package dev.postern.sdk;

import java.util.concurrent.Flow;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A response whose body is a stream of events.
 *
 * @param response status and headers, of the operation's response class
 * @param events takes exactly one subscriber
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Amazon Event Stream
 *     Specification</a>
 */
public record EventStream(SdkPojo response, Flow.Publisher<Event> events) {
  /**
   * One event.
   *
   * @param type AWS's name, such as {@code PayloadChunk}
   * @param body contains one blob, or members that are written as JSON
   */
  public record Event(String type, SdkPojo body) {}
}
