package dev.postern.edge;

import dev.postern.aws.ApiId;
import dev.postern.execute.front.ApiAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the destination of a request by host and path. All address forms work at the same time:
 *
 * <ul>
 *   <li>host {@code {api}.execute-api.*}: {@code localhost}, {@code localhost.localstack.cloud},
 *       {@code {region}.amazonaws.com};
 *   <li>host {@code {api}-{vpce}.execute-api.*}, the alias of a private API;
 *   <li>host {@code {vpce}.execute-api.*}, or any other, with header {@code x-apigw-api-id};
 *   <li>{@code /_aws/execute-api/{api}/{stage}/...};
 *   <li>{@code /restapis/{api}/{stage}/_user_request_/...};
 *   <li>{@code /_postern/...} and the paths of {@link LocalStackRoutes} are Postern's own
 *       addresses;
 *   <li>everything else is the control plane.
 * </ul>
 */
final class Door {
  private static final String EXECUTE_API = ".execute-api.";
  private static final String AWS_PREFIX = "/_aws/execute-api/";
  private static final String RESTAPIS_PREFIX = "/restapis/";
  private static final String API_HEADER = "x-apigw-api-id";
  private static final String VPC_ENDPOINT = "vpce-";
  private static final String USER_REQUEST = "/_user_request_";

  private Door() {}

  /** The destination of a request. */
  sealed interface Destination {}

  /** An API. */
  record ToApi(ApiAddress address) implements Destination {}

  /** AWS's control plane. */
  record ToControlPlane() implements Destination {}

  /** Postern's own addresses: health, reset, logs. */
  record ToPostern() implements Destination {}

  private static final Destination CONTROL_PLANE = new ToControlPlane();
  private static final Destination POSTERN = new ToPostern();

  /**
   * Finds the destination.
   *
   * @param authority host with or without port
   * @param path raw
   * @param header returns the client's header with a name, or null
   */
  static Destination destination(
      String authority, String path, Function<String, @Nullable String> header) {
    int marker = indexOfExecuteApi(authority);
    if (marker > 0) {
      return new ToApi(byHost(authority, marker, path, header));
    }
    if (path.startsWith("/_")) {
      return underscored(path);
    }
    Optional<ApiId> named = named(header);
    if (named.isPresent()) {
      return new ToApi(new ApiAddress(named.get(), path, withoutPort(authority), null));
    }
    if (path.startsWith(RESTAPIS_PREFIX)) {
      Destination user = userRequest(path);
      return user == null ? CONTROL_PLANE : user;
    }
    return CONTROL_PLANE;
  }

  private static ApiAddress byHost(
      String authority, int marker, String path, Function<String, @Nullable String> header) {
    String host = withoutPort(authority);
    String label = authority.substring(0, marker);
    if (label.startsWith(VPC_ENDPOINT)) {
      // Without the header, the label is looked up as an API id and is unknown.
      ApiId api = named(header).orElse(new ApiId(label));
      return new ApiAddress(api, path, host, endpointOf(label));
    }
    int endpoint = label.indexOf("-" + VPC_ENDPOINT);
    return endpoint <= 0
        ? new ApiAddress(new ApiId(label), path, host, null)
        : new ApiAddress(
            new ApiId(label.substring(0, endpoint)),
            path,
            host,
            endpointOf(label.substring(endpoint + 1)));
  }

  private static Optional<ApiId> named(Function<String, @Nullable String> header) {
    String api = header.apply(API_HEADER);
    return api == null || api.isBlank() ? Optional.empty() : Optional.of(new ApiId(api.strip()));
  }

  /**
   * Returns the VPC endpoint id of a DNS name: {@code vpce-0a1b} for {@code
   * vpce-0a1b-c2d3-eu-west-1a}.
   */
  private static String endpointOf(String label) {
    int end = label.indexOf('-', VPC_ENDPOINT.length());
    return end < 0 ? label : label.substring(0, end);
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon < 0 ? authority : authority.substring(0, colon);
  }

  private static int indexOfExecuteApi(String authority) {
    int marker = authority.indexOf(EXECUTE_API);
    return marker >= 0 || authority.indexOf('.') < 0
        ? marker
        : authority.toLowerCase(Locale.ROOT).indexOf(EXECUTE_API);
  }

  private static Destination underscored(String path) {
    if (path.startsWith("/_postern/") || LocalStackRoutes.PATHS.contains(path)) {
      return POSTERN;
    }
    if (!path.startsWith(AWS_PREFIX) || path.length() == AWS_PREFIX.length()) {
      return CONTROL_PLANE;
    }
    int slash = path.indexOf('/', AWS_PREFIX.length());
    String api = path.substring(AWS_PREFIX.length(), slash < 0 ? path.length() : slash);
    if (api.isEmpty()) {
      return CONTROL_PLANE;
    }
    return new ToApi(
        new ApiAddress(new ApiId(api), slash < 0 ? "/" : path.substring(slash), null, null));
  }

  /**
   * Returns the destination of {@code /restapis/{api}/{stage}/_user_request_/x}, whose path in the
   * API is {@code /{stage}/x}; null for every other path.
   */
  private static @Nullable Destination userRequest(String path) {
    int apiEnd = path.indexOf('/', RESTAPIS_PREFIX.length());
    int stageEnd = apiEnd < 0 ? -1 : path.indexOf('/', apiEnd + 1);
    if (stageEnd < 0
        || !path.startsWith(USER_REQUEST, stageEnd)
        || apiEnd == RESTAPIS_PREFIX.length()) {
      return null;
    }
    int restStart = stageEnd + USER_REQUEST.length();
    if (restStart < path.length() && path.charAt(restStart) != '/') {
      return null;
    }
    ApiId api = new ApiId(path.substring(RESTAPIS_PREFIX.length(), apiEnd));
    return new ToApi(
        new ApiAddress(
            api, path.substring(apiEnd, stageEnd) + path.substring(restStart), null, null));
  }
}
