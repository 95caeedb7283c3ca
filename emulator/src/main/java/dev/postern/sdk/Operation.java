package dev.postern.sdk;

/**
 * What the protocol needs to know of one AWS operation. Names no SDK class: those are loaded with
 * the operation's first request.
 *
 * @param service SDK package and key of the service: {@code apigateway}, {@code apigatewayv2},
 *     {@code apigatewaymanagementapi} or {@code lambda}
 * @param name AWS's name, such as {@code PutIntegration}
 * @param method HTTP verb
 * @param successStatus status of an answer that sets none itself
 */
public record Operation(
    String service, String name, String method, UriTemplate uri, int successStatus) {

  /** By the name: operations are looked up at each call. */
  @Override
  public int hashCode() {
    return 31 * service.hashCode() + name.hashCode();
  }

  /** Name of the SDK's request class. */
  public String requestClassName() {
    return "software.amazon.awssdk.services." + service + ".model." + name + "Request";
  }
}
