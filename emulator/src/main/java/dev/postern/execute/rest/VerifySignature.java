package dev.postern.execute.rest;

import dev.postern.auth.AccessKeys;
import dev.postern.auth.RequestSignature;
import dev.postern.auth.SignatureVerifier;
import dev.postern.aws.Unverified;
import dev.postern.aws.error.AccessErrors;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.Exchange;
import dev.postern.execute.Identity;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import java.util.Optional;

/**
 * A phase that identifies the caller of a method with IAM authorization by the signature of the
 * request.
 *
 * @param keys the access keys that are known
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html">Control
 *     access to a REST API with IAM permissions</a>
 */
public record VerifySignature(AccessKeys keys) implements Phase {
  private static final SignatureVerifier VERIFIER = new SignatureVerifier("execute-api");

  @Override
  public Step apply(Exchange exchange) {
    RequestSignature signature =
        signature(exchange).orElseThrow(GatewayErrors::missingAuthenticationToken);
    String account = exchange.stage().owner().account().value();
    AccessKeys.Owner owner = keys.find(signature.credential().accessKeyId(), account);
    if (owner == null) {
      exchange.chosen(() -> "access key " + signature.credential().accessKeyId() + ": unknown");
      throw AccessErrors.unknownAccessKey();
    }
    SignatureVerifier.Fault fault =
        overridden(exchange, signature)
            ? SignatureVerifier.Fault.OVERRIDE
            : VERIFIER.verify(
                exchange.incoming().sent(),
                signature,
                owner.credentials(),
                exchange.stage().owner().region().code(),
                exchange.incoming().received());
    if (fault != null) {
      exchange.chosen(() -> "signature refused: " + fault);
      throw AccessErrors.invalidSignature(fault.name());
    }
    String arn =
        "arn:%s:iam::%s:root"
            .formatted(exchange.stage().owner().region().partition(), owner.account());
    exchange.identity(
        new Identity(
            signature.credential().accessKeyId(),
            owner.account(),
            owner.account(),
            owner.account(),
            arn,
            null));
    return Step.NEXT;
  }

  /** Returns whether a header that the signature does not cover chose the method. */
  @Unverified("That AWS refuses a verb that is overridden by an unsigned header is assumed.")
  private static boolean overridden(Exchange exchange, RequestSignature signature) {
    return !exchange.request().method().equals(exchange.incoming().sent().method())
        && !signature.signedHeaders().contains("x-http-method-override");
  }

  private static Optional<RequestSignature> signature(Exchange exchange) {
    try {
      return RequestSignature.of(exchange.incoming().sent());
    } catch (AwsException incomplete) {
      throw GatewayErrors.incompleteSignature(incomplete);
    }
  }
}
