package dev.postern.control.state;

import java.time.Instant;
import software.amazon.awssdk.services.apigateway.model.VpcLink;

/**
 * A VPC link.
 *
 * @param link without its status, which depends on the time
 * @param ready when the link becomes available
 */
public record VpcLinkState(VpcLink link, Instant ready) {
  public VpcLinkState withLink(VpcLink newLink) {
    return new VpcLinkState(newLink, ready);
  }
}
