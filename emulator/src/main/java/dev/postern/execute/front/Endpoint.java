package dev.postern.execute.front;

import dev.postern.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The behaviour of an API's endpoint type at the edge of API Gateway.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html">
 *     API endpoint types for REST APIs in API Gateway</a>
 */
public sealed interface Endpoint {
  /** Returns {@code EDGE}, {@code REGIONAL} or {@code PRIVATE}. */
  String type();

  /**
   * Returns the VPC endpoint that a request came through.
   *
   * @param sent the client's headers
   * @param byHost id of the VPC endpoint in the host name, or null
   * @return null if no VPC endpoint is known
   */
  default @Nullable VpcEndpoint vpcEndpoint(Headers sent, @Nullable String byHost) {
    return null;
  }

  /** Returns the client's headers as the API sees them. */
  default Headers received(Headers sent, Incoming incoming, RequestIds ids) {
    return sent;
  }

  /** Returns the address appended to {@code X-Forwarded-For}. */
  default String forwardedFor(String client) {
    return client;
  }

  /** Returns the headers of a response with those that this endpoint type adds. */
  default Headers answered(Headers answer, int status, RequestIds ids) {
    return answer;
  }

  /** Regional: adds nothing. */
  record Regional() implements Endpoint {
    @Override
    public String type() {
      return "REGIONAL";
    }
  }

  /**
   * Edge-optimized: CloudFront stands in front of the API.
   *
   * @param distribution the CloudFront distribution
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
   * Private: reached through a VPC endpoint.
   *
   * @param associated id of the first VPC endpoint associated with the API, or null. A request that
   *     names no VPC endpoint is taken to have used its private DNS name
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
