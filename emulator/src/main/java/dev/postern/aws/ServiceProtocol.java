package dev.postern.aws;

import java.util.Arrays;
import java.util.Optional;

/**
 * The protocols of AWS services.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/index.html">AWS protocols</a>
 */
public enum ServiceProtocol {
  /** Parameters as a form, {@code Action} names the operation, answers in XML. */
  QUERY("query"),
  /** The query protocol as EC2 has it. */
  EC2("ec2"),
  /** JSON, {@code X-Amz-Target} names the operation. */
  JSON("json"),
  /** Paths and methods, bodies in JSON. */
  REST_JSON("rest-json"),
  /** Paths and methods, bodies in XML. */
  REST_XML("rest-xml"),
  /** CBOR, the path names the operation. */
  CBOR("smithy-rpc-v2-cbor");

  private final String label;

  ServiceProtocol(String label) {
    this.label = label;
  }

  /** Returns the protocol's name in the service models. */
  public String label() {
    return label;
  }

  /** Returns the protocol with a name of the service models. */
  public static Optional<ServiceProtocol> of(String label) {
    return Arrays.stream(values()).filter(protocol -> protocol.label.equals(label)).findFirst();
  }
}
