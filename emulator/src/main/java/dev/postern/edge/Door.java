package dev.postern.edge;

import dev.postern.aws.ApiId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells by host and path whose request it is. All address forms work at once:
 *
 * <ul>
 *   <li>host {@code {api}.execute-api.*}: {@code localhost}, {@code localhost.localstack.cloud},
 *       {@code {region}.amazonaws.com};
 *   <li>{@code /_aws/execute-api/{api}/{stage}/...};
 *   <li>{@code /restapis/{api}/{stage}/_user_request_/...};
 *   <li>{@code /_postern/...} and {@code /_localstack/health} are Postern's own;
 *   <li>all else is the control plane.
 * </ul>
 */
final class Door {
  private static final String EXECUTE_API = ".execute-api.";
  private static final String AWS_PREFIX = "/_aws/execute-api/";
  private static final String RESTAPIS_PREFIX = "/restapis/";
  private static final String USER_REQUEST = "/_user_request_";

  private Door() {}

  /** Where a request goes. */
  sealed interface Destination {}

  /**
   * An API.
   *
   * @param path raw, the stage its first segment
   * @param domainName of the API as the client sees it, without port; null when the path names the
   *     API
   */
  record ToApi(ApiId api, String path, @Nullable String domainName) implements Destination {}

  /** AWS's control plane. */
  record ToControlPlane() implements Destination {}

  /** Postern itself: health, reset, logs. */
  record ToPostern() implements Destination {}

  private static final Destination CONTROL_PLANE = new ToControlPlane();
  private static final Destination POSTERN = new ToPostern();

  /**
   * Finds the destination.
   *
   * @param authority host with or without port
   * @param path raw
   */
  static Destination destination(String authority, String path) {
    int marker = indexOfExecuteApi(authority);
    if (marker > 0) {
      int colon = authority.lastIndexOf(':');
      String host = colon < 0 ? authority : authority.substring(0, colon);
      return new ToApi(new ApiId(authority.substring(0, marker)), path, host);
    }
    if (path.startsWith("/_")) {
      return underscored(path);
    }
    if (path.startsWith(RESTAPIS_PREFIX)) {
      Destination user = userRequest(path);
      return user == null ? CONTROL_PLANE : user;
    }
    return CONTROL_PLANE;
  }

  private static int indexOfExecuteApi(String authority) {
    int marker = authority.indexOf(EXECUTE_API);
    return marker >= 0 || authority.indexOf('.') < 0
        ? marker
        : authority.toLowerCase(Locale.ROOT).indexOf(EXECUTE_API);
  }

  private static Destination underscored(String path) {
    if (path.startsWith("/_postern/") || path.equals("/_localstack/health")) {
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
    return new ToApi(new ApiId(api), slash < 0 ? "/" : path.substring(slash), null);
  }

  /**
   * {@code /restapis/{api}/{stage}/_user_request_/x} is {@code /{stage}/x}; null for every other
   * path.
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
    return new ToApi(api, path.substring(apiEnd, stageEnd) + path.substring(restStart), null);
  }
}
