package dev.postern.execute.integration;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.Exchange;
import dev.postern.execute.live.Directory;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The VPC link of a private integration.
 *
 * @param linkId id with stage variables substituted
 * @param target ARN of the load balancer or listener that the integration names, or null for the
 *     link's own target
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/private-integration.html">
 *     Private integrations for REST APIs in API Gateway</a>
 */
public record PrivateLink(
    Directory directory, PrivateNetwork network, String linkId, @Nullable String target) {
  private static final System.Logger LOG = System.getLogger("postern.execute");

  /**
   * Returns the route through the link. The link is looked up for each request, since it may
   * change.
   */
  HttpRoute through(Exchange exchange, HttpRoute route) {
    if (linkId.isEmpty()) {
      throw GatewayErrors.unnamedVpcLink();
    }
    List<String> names = new ArrayList<>(3);
    if (target != null) {
      names.add(target);
    }
    names.add(linkId);
    if (target == null) {
      names.addAll(
          directory.account(exchange.stage().owner()).vpcLinks().getOrDefault(linkId, List.of()));
    }
    return network.route(route, names).orElseThrow(() -> unmapped(exchange, names));
  }

  private RuntimeException unmapped(Exchange exchange, List<String> names) {
    String name = target == null ? names.getLast() : target;
    // A setting of Postern is missing: the user must see it at every log level.
    LOG.log(
        Level.WARNING,
        "event=no-vpc-link-target link={0} target={1} set=POSTERN_VPC_LINKS request={2}",
        linkId,
        name,
        exchange.ids().requestId());
    return GatewayErrors.noPrivateTarget(linkId, name);
  }
}
