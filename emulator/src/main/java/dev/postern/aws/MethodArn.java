package dev.postern.aws;

/**
 * ARNs of {@code execute-api}: what policies are asked about, and in whose name functions are
 * called.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html">
 *     Amazon Resource Name (ARN) reference</a>
 */
public final class MethodArn {
  private MethodArn() {}

  /**
   * Returns {@code arn:aws:execute-api:{region}:{account}:{api}/{stage}/{verb}{path}}.
   *
   * @param path starts with a slash
   */
  public static String of(Caller owner, ApiId api, StageName stage, String verb, String path) {
    return prefix(owner, api) + "/" + stage.value() + "/" + verb + path;
  }

  /** Returns {@code arn:aws:execute-api:{region}:{account}:{api}/authorizers/{id}}. */
  public static String ofAuthorizer(Caller owner, ApiId api, String id) {
    return prefix(owner, api) + "/authorizers/" + id;
  }

  private static String prefix(Caller owner, ApiId api) {
    return "arn:"
        + owner.region().partition()
        + ":execute-api:"
        + owner.region().code()
        + ":"
        + owner.account().value()
        + ":"
        + api.value();
  }
}
