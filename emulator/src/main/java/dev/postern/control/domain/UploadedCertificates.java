package dev.postern.control.domain;

import dev.postern.aws.error.DomainErrors;
import dev.postern.control.state.DomainNameState.UploadedCertificate;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameRequest;

/** Reads and checks the certificate that CreateDomainName may contain. */
final class UploadedCertificates {
  private UploadedCertificates() {}

  static @Nullable UploadedCertificate of(CreateDomainNameRequest request) {
    String body = request.certificateBody();
    if (body == null || body.isEmpty()) {
      return null;
    }
    check(body);
    if (request.certificateChain() != null && !request.certificateChain().isEmpty()) {
      check(request.certificateChain());
    }
    String key = request.certificatePrivateKey();
    if (key == null || !key.contains("PRIVATE KEY-----")) {
      throw DomainErrors.invalidCertificateBody();
    }
    return new UploadedCertificate(body, key, request.certificateChain());
  }

  private static void check(String pem) {
    try {
      if (CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
          .isEmpty()) {
        throw DomainErrors.invalidCertificateBody();
      }
    } catch (CertificateException _) {
      throw DomainErrors.invalidCertificateBody();
    }
  }
}
