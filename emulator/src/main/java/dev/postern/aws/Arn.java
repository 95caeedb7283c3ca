package dev.postern.aws;

import java.util.Optional;

/**
 * An Amazon resource name.
 *
 * @param resource everything after the fifth colon
 */
public record Arn(
    String partition, String service, String region, String account, String resource) {

  /**
   * Parses an ARN. Returns empty if the text does not have the form {@code
   * arn:partition:service:region:account:resource}.
   */
  public static Optional<Arn> parse(String text) {
    String[] parts = text.split(":", 6);
    if (parts.length < 6 || !parts[0].equals("arn") || parts[1].isEmpty() || parts[2].isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
  }

  /** Returns {@code arn:{partition}:lambda:{region}:{account}:function:{name}}. */
  public static Arn function(Caller owner, String name) {
    return new Arn(
        owner.region().partition(),
        "lambda",
        owner.region().code(),
        owner.account().value(),
        "function:" + name);
  }

  @Override
  public String toString() {
    return "arn:%s:%s:%s:%s:%s".formatted(partition, service, region, account, resource);
  }
}
