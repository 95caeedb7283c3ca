package dev.postern.auth;

import dev.postern.http.Headers;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signer of requests with Signature Version 4, in the {@code Authorization} header.
 *
 * @param service signing name, such as {@code sqs}
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Create a signed AWS API request</a>
 */
public record RequestSigner(String service, String region) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String HMAC = "HmacSHA256";
  static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * Returns the headers with those that sign the request added.
   *
   * @param target path and query as sent
   * @param headers headers of the request, with {@code Host}
   */
  public Headers sign(
      String method,
      String target,
      Headers headers,
      byte[] body,
      Credentials credentials,
      Instant now) {
    String stamp = STAMP.format(now);
    String payload = sha256(body);
    Headers.Builder signed = headers.toBuilder().set("X-Amz-Date", stamp);
    if (credentials.sessionToken() != null) {
      signed.set("X-Amz-Security-Token", credentials.sessionToken());
    }
    if (isS3()) {
      signed.set("X-Amz-Content-Sha256", payload);
    }
    Map<String, String> canonical = CanonicalRequest.headers(signed.build());
    String names = String.join(";", canonical.keySet());
    String request = CanonicalRequest.of(method, target, canonical, payload, isS3());
    Credential scope =
        new Credential(credentials.accessKeyId(), stamp.substring(0, 8), region, service);
    return signed
        .set(
            "Authorization",
            ALGORITHM
                + " Credential="
                + scope
                + ", SignedHeaders="
                + names
                + ", Signature="
                + signature(scope, stamp, request, credentials))
        .build();
  }

  /**
   * Returns whether the service is S3, which requires the body's hash in a header and an unchanged
   * path.
   */
  private boolean isS3() {
    return service.equals("s3");
  }

  /**
   * Returns the signature of a canonical request, in hexadecimal digits.
   *
   * @param scope access key, date, region and service
   * @param stamp as in {@code X-Amz-Date}
   */
  static String signature(
      Credential scope, String stamp, String canonicalRequest, Credentials credentials) {
    String text = scope.toString();
    String toSign =
        ALGORITHM
            + "\n"
            + stamp
            + "\n"
            + text.substring(text.indexOf('/') + 1)
            + "\n"
            + sha256(utf8(canonicalRequest));
    byte[] key = hmac(utf8("AWS4" + credentials.secretAccessKey()), scope.date());
    key = hmac(key, scope.region());
    key = hmac(key, scope.service());
    key = hmac(key, "aws4_request");
    return HexFormat.of().formatHex(hmac(key, toSign));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(utf8(text));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }

  /** Returns the SHA-256 hash in hexadecimal, the value of {@code X-Amz-Content-Sha256}. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
