package dev.postern.execute.front;

import dev.postern.aws.Ids;
import dev.postern.aws.TraceHeader;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The ids of one request. Rarely needed ids are created on first use. Not thread-safe. */
public final class RequestIds {
  private static final String REQUEST_ID = "x-amzn-RequestId";

  private final Ids ids;
  private final String requestId;
  private final String extendedRequestId;
  private @Nullable String trace;
  private @Nullable String answered;
  private @Nullable String cloudFrontId;

  private RequestIds(Ids ids, String requestId, String extendedRequestId) {
    this.ids = ids;
    this.requestId = requestId;
    this.extendedRequestId = extendedRequestId;
  }

  /** Creates the ids. A request id that the client sent is kept if it is a UUID, as on AWS. */
  public static RequestIds of(Headers headers, Ids ids) {
    String sent = headers.get(REQUEST_ID);
    String id = sent != null && isUuid(sent) ? sent : ids.uuid();
    return new RequestIds(ids, id, ids.extendedRequestId());
  }

  /** Returns whether the client sent a request id that was replaced. */
  public boolean replaced(Headers sent) {
    String id = sent.get(REQUEST_ID);
    return id != null && !id.equals(requestId);
  }

  /** Returns {@code x-amzn-RequestId} and {@code $context.requestId}. */
  public String requestId() {
    return requestId;
  }

  /** Returns {@code x-amz-apigw-id} and {@code $context.extendedRequestId}. */
  public String extendedRequestId() {
    return extendedRequestId;
  }

  /** Returns {@code X-Amz-Cf-Id}: CloudFront's own id of the request. */
  public String cloudFrontId() {
    if (cloudFrontId == null) {
      cloudFrontId = ids.cloudFrontId();
    }
    return cloudFrontId;
  }

  /** Returns the response as sent: with the ids and the headers of the endpoint type. */
  public HttpResponse shown(HttpResponse answer, Endpoint endpoint) {
    Headers headers =
        answer.headers().plus(REQUEST_ID, requestId, "x-amz-apigw-id", extendedRequestId);
    return answer.withHeaders(endpoint.answered(headers, answer.status(), this));
  }

  /**
   * Returns the trace header for the backend: the client's if it has a root, otherwise a new root.
   */
  public String trace(Headers headers, Instant received) {
    if (trace == null) {
      trace = TraceHeader.rooted(headers.get(TraceHeader.NAME), received, ids);
    }
    return trace;
  }

  /** Returns the trace header of the response: {@link #trace} with the parts it lacks. */
  public String answeredTrace(Headers headers, Instant received) {
    if (answered == null) {
      answered = TraceHeader.complete(trace(headers, received), ids);
    }
    return answered;
  }

  private static boolean isUuid(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
