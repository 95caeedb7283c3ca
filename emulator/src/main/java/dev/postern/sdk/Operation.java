package dev.postern.sdk;

/**
 * The protocol's facts about one AWS operation. Names no SDK class, since these are loaded with the
 * operation's first request.
 *
 * @param service SDK package and key of the service: {@code apigateway}, {@code apigatewayv2},
 *     {@code apigatewaymanagementapi} or {@code lambda}; {@code lambda-core}, {@code
 *     lambda-microvms} and {@code lambda-web} have the same endpoint as {@code lambda}
 * @param name AWS's name, such as {@code PutIntegration}
 * @param method HTTP verb
 * @param successStatus status of a response that does not set one itself
 * @param inSdk whether the SDK has classes for it; those that it does not have are known so that
 *     they can be named
 */
public record Operation(
    String service, String name, String method, UriTemplate uri, int successStatus, boolean inSdk) {

  /** Hashes service and name only, since every call looks up an operation. */
  @Override
  public int hashCode() {
    return 31 * service.hashCode() + name.hashCode();
  }

  /** Returns the name of the SDK's request class. */
  public String requestClassName() {
    return "software.amazon.awssdk.services." + service + ".model." + name + "Request";
  }
}
