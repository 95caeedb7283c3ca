package dev.postern.execute.front;

import dev.postern.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the clients and the stages of an API, by its endpoint type.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html">
 *     API endpoint types for REST APIs in API Gateway</a>
 */
public sealed interface Endpoint {
  /** {@code EDGE}, {@code REGIONAL} or {@code PRIVATE}. */
  String type();

  /**
   * The VPC endpoint that a request came through.
   *
   * @param sent the client's headers
   * @param byHost the one that the host names, or null
   * @return null for none that is known
   */
  default @Nullable VpcEndpoint vpcEndpoint(Headers sent, @Nullable String byHost) {
    return null;
  }

  /** The client's headers as the API sees them. */
  default Headers received(Headers sent, Incoming incoming, RequestIds ids) {
    return sent;
  }

  /** Who is named in {@code X-Forwarded-For}, after the addresses that were there. */
  default String forwardedFor(String client) {
    return client;
  }

  /** Returns the headers of an answer on its way out, with those that this adds. */
  default Headers answered(Headers answer, int status, RequestIds ids) {
    return answer;
  }

  /** Nothing. */
  record Regional() implements Endpoint {
    @Override
    public String type() {
      return "REGIONAL";
    }
  }

  /**
   * CloudFront.
   *
   * @param distribution see {@link CloudFront}
   */
  record Edge(CloudFront distribution) implements Endpoint {
    @Override
    public String type() {
      return "EDGE";
    }

    @Override
    public Headers received(Headers sent, Incoming incoming, RequestIds ids) {
      return distribution.forwarded(sent, incoming.request(), ids);
    }

    @Override
    public String forwardedFor(String client) {
      return client + ", " + CloudFront.ADDRESS;
    }

    @Override
    public Headers answered(Headers answer, int status, RequestIds ids) {
      return distribution.answered(answer, status, ids);
    }
  }

  /**
   * A VPC endpoint.
   *
   * @param associated id of the first VPC endpoint that is associated with the API, or null: whose
   *     private DNS a request is taken to have used that names none
   */
  record Private(@Nullable String associated) implements Endpoint {
    @Override
    public String type() {
      return "PRIVATE";
    }

    @Override
    public @Nullable VpcEndpoint vpcEndpoint(Headers sent, @Nullable String byHost) {
      return VpcEndpoint.of(sent, byHost, associated);
    }

    @Override
    public Headers received(Headers sent, Incoming incoming, RequestIds ids) {
      VpcEndpoint through = incoming.vpcEndpoint();
      return through == null ? sent : through.forwarded(sent);
    }
  }
}
