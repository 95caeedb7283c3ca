package dev.postern.deploy.target;

import dev.postern.aws.Arn;
import dev.postern.execute.integration.ServiceName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What an integration URI asks of an AWS service, such as {@code
 * arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem} or {@code
 * arn:aws:apigateway:eu-west-1:s3:path/{bucket}/{key}}.
 *
 * @param pathAndQuery with placeholders; starts with a slash
 * @param operation {@code X-Amz-Target} of a JSON service's action, or null
 */
public record ServiceUri(
    String region, ServiceName service, String pathAndQuery, @Nullable String operation) {
  private static final String PATH = "path/";
  private static final String ACTION = "action/";
  private static final String S3 = "s3";

  /** Empty when the URI, its stage variables filled in, is none of a service. */
  public static Optional<ServiceUri> parse(String uri) {
    return Arn.parse(uri)
        .filter(arn -> arn.service().equals("apigateway") && !arn.account().isEmpty())
        .flatMap(ServiceUri::of);
  }

  private static Optional<ServiceUri> of(Arn arn) {
    String asked = arn.resource();
    ServiceName service = ServiceName.of(arn.account());
    if (asked.startsWith(PATH)) {
      String path = slashed(asked.substring(PATH.length()));
      return Optional.of(new ServiceUri(arn.region(), service, bucket(arn) + path, null));
    }
    if (!asked.startsWith(ACTION) || asked.length() == ACTION.length()) {
      return Optional.empty();
    }
    String action = asked.substring(ACTION.length());
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

  /** {@code mybucket.s3} is {@code s3} with the bucket in the path: no name has to be resolved. */
  private static String bucket(Arn arn) {
    String host = arn.account();
    return host.endsWith("." + S3) ? "/" + host.substring(0, host.length() - S3.length() - 1) : "";
  }

  /** S3 knows no actions: {@code GetObject&Bucket={b}&Key={k}} means {@code /{b}/{k}}. */
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
