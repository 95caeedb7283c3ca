package dev.postern.execute.rest;

import dev.postern.auth.policy.AccessRequest;
import dev.postern.auth.policy.ConditionKeys;
import dev.postern.auth.policy.RequestPrincipal;
import dev.postern.execute.Exchange;
import dev.postern.execute.front.VpcEndpoint;
import dev.postern.http.HttpRequest;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The questions that policies are asked about a request to a method.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-condition-keys.html">
 *     AWS condition keys that can be used in API Gateway resource policies</a>
 */
final class InvokeRequests {
  static final String ACTION = "execute-api:Invoke";

  private InvokeRequests() {}

  /** Returns the ARN of the method with the path as requested. */
  static String methodArn(Exchange exchange) {
    return exchange.stage().methodArn(exchange.request().method(), exchange.incoming().path());
  }

  /** Returns the question whether the unsigned caller may invoke the method. */
  static AccessRequest anonymous(Exchange exchange) {
    return new AccessRequest(
        RequestPrincipal.anonymous(), ACTION, methodArn(exchange), keys(exchange));
  }

  /** Returns the question whether the root user of an account may invoke the method. */
  static AccessRequest root(Exchange exchange, String account) {
    return new AccessRequest(
        RequestPrincipal.root(account), ACTION, methodArn(exchange), keys(exchange));
  }

  private static ConditionKeys keys(Exchange exchange) {
    return key -> {
      String value = value(exchange, key);
      return value == null ? List.of() : List.of(value);
    };
  }

  private static @Nullable String value(Exchange exchange, String key) {
    HttpRequest request = exchange.request();
    VpcEndpoint vpcEndpoint = exchange.incoming().vpcEndpoint();
    return switch (key) {
      case "aws:sourceip" -> vpcEndpoint == null ? request.remoteAddress() : null;
      case "aws:vpcsourceip" -> vpcEndpoint == null ? null : request.remoteAddress();
      case "aws:sourcevpce" -> vpcEndpoint == null ? null : vpcEndpoint.id();
      case "aws:sourcevpc" -> vpcEndpoint == null ? null : vpcEndpoint.vpc();
      case "aws:useragent" -> request.headers().get("User-Agent");
      case "aws:referer" -> request.headers().get("Referer");
      // Clients of AWS always use TLS.
      case "aws:securetransport" -> "true";
      case "aws:currenttime" ->
          exchange.incoming().received().truncatedTo(ChronoUnit.SECONDS).toString();
      case "aws:epochtime" -> Long.toString(exchange.incoming().received().getEpochSecond());
      case "aws:principaltype" -> exchange.identity().accountId() == null ? "Anonymous" : "Account";
      case "aws:principalaccount", "aws:userid" -> exchange.identity().accountId();
      case "aws:principalarn" -> exchange.identity().userArn();
      default -> null;
    };
  }
}
