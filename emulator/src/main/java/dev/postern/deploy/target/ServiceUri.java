package dev.postern.deploy.target;

import dev.postern.aws.Arn;
import dev.postern.execute.integration.ServiceName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The integration URI of an AWS service, such as {@code
 * arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem} or {@code
 * arn:aws:apigateway:eu-west-1:s3:path/{bucket}/{key}}.
 *
 * @param pathAndQuery may have placeholders; starts with a slash
 * @param operation {@code X-Amz-Target} for an action of a JSON service, or null
 */
public record ServiceUri(
    String region, ServiceName service, String pathAndQuery, @Nullable String operation) {
  private static final String PATH = "path/";
  private static final String ACTION = "action/";
  private static final String S3 = "s3";

  /** Parses a URI with stage variables substituted; empty if it names no service. */
  public static Optional<ServiceUri> parse(String uri) {
    return Arn.parse(uri)
        .filter(arn -> arn.service().equals("apigateway") && !arn.account().isEmpty())
        .flatMap(ServiceUri::of);
  }

  private static Optional<ServiceUri> of(Arn arn) {
    String resource = arn.resource();
    ServiceName service = ServiceName.of(arn.account());
    if (resource.startsWith(PATH)) {
      String path = slashed(resource.substring(PATH.length()));
      return Optional.of(new ServiceUri(arn.region(), service, bucket(arn) + path, null));
    }
    if (!resource.startsWith(ACTION) || resource.length() == ACTION.length()) {
      return Optional.empty();
    }
    String action = resource.substring(ACTION.length());
    if (service.signing().equals(S3)) {
      return Optional.of(new ServiceUri(arn.region(), service, bucket(arn) + key(action), null));
    }
    String prefix = service.operations();
    if (prefix == null) {
      return Optional.of(new ServiceUri(arn.region(), service, "/?Action=" + action, null));
    }
    int parameters = action.indexOf('&');
    String name = parameters < 0 ? action : action.substring(0, parameters);
    String query = parameters < 0 ? "" : "?" + action.substring(parameters + 1);
    return Optional.of(new ServiceUri(arn.region(), service, "/" + query, prefix + "." + name));
  }

  /**
   * Returns the bucket of a host such as {@code mybucket.s3} as a path segment, so that no such
   * host name has to be resolved.
   */
  private static String bucket(Arn arn) {
    String host = arn.account();
    return host.endsWith("." + S3) ? "/" + host.substring(0, host.length() - S3.length() - 1) : "";
  }

  /**
   * Returns the path of an S3 action: {@code GetObject&Bucket={b}&Key={k}} means {@code /{b}/{k}}.
   */
  private static String key(String action) {
    Map<String, String> path = new LinkedHashMap<>();
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    String[] parts = action.split("&");
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      String name = equals < 0 ? parts[i] : parts[i].substring(0, equals);
      if (name.equals("Bucket") || name.equals("Key")) {
        path.put(name, "/" + parts[i].substring(equals + 1));
      } else {
        query.add(parts[i]);
      }
    }
    String whole = path.getOrDefault("Bucket", "") + path.getOrDefault("Key", "");
    return slashed(whole) + query;
  }

  private static String slashed(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }
}
