package dev.postern.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.postern.http.HttpRequest;
import dev.postern.http.QueryString;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A verifier of the Signature Version 4 of received requests, in the {@code Authorization} header
 * or in a presigned URL.
 *
 * @param service signing name that the signature must be scoped to
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html">
 *     Authentication methods (AWS Signature Version 4)</a>
 */
public record SignatureVerifier(String service) {
  private static final Duration MAX_SKEW = Duration.ofMinutes(5);
  private static final Duration MAX_EXPIRY = Duration.ofDays(7);

  /** Length of {@code yyyyMMdd}. */
  private static final int DATE_LENGTH = 8;

  private static final String SIGNATURE = "X-Amz-Signature";

  /** A reason why a signature is not valid. */
  public enum Fault {
    /** The date is missing, malformed, too old, too new, or another than that of the scope. */
    DATE,
    /** {@code X-Amz-Expires} is not a number of seconds between one second and seven days. */
    EXPIRES,
    /** The header that overrides the verb is not signed: another method would be called. */
    OVERRIDE,
    /** The host is not signed: the request could be replayed on another API. */
    HOST,
    /** The scope has another service or region. */
    SCOPE,
    /** The signature is not that of the request. */
    MISMATCH
  }

  /**
   * Verifies a signature; returns null if it is valid.
   *
   * @param request with the body as it was received
   * @param region that the signature must be scoped to
   * @param credentials of the access key that the signature names
   */
  public @Nullable Fault verify(
      HttpRequest request,
      RequestSignature signature,
      Credentials credentials,
      String region,
      Instant now) {
    boolean presigned = !request.headers().contains("Authorization");
    Map<String, List<String>> query = presigned ? QueryString.parse(request.query()) : Map.of();
    String stamp = presigned ? first(query, "X-Amz-Date") : stamp(request);
    Instant signedAt = stamp == null ? null : instant(stamp);
    Credential scope = signature.credential();
    if (stamp == null
        || signedAt == null
        || !stamp.substring(0, DATE_LENGTH).equals(scope.date())) {
      return Fault.DATE;
    }
    Duration valid = presigned ? expiry(query) : MAX_SKEW;
    if (valid == null) {
      return Fault.EXPIRES;
    }
    if (signedAt.isAfter(now.plus(MAX_SKEW)) || signedAt.plus(valid).isBefore(now)) {
      return Fault.DATE;
    }
    if (!signature.signedHeaders().contains("host")) {
      return Fault.HOST;
    }
    if (!scope.service().equals(service) || !scope.region().equals(region)) {
      return Fault.SCOPE;
    }
    String canonical =
        CanonicalRequest.of(
            request.method(),
            target(request, presigned),
            CanonicalRequest.signed(
                signature.signedHeaders(), request.headers(), request.authority()),
            RequestSigner.sha256(request.body()),
            false);
    String expected = RequestSigner.signature(scope, stamp, canonical, credentials);
    // In constant time: a client must not learn how many digits are right.
    return MessageDigest.isEqual(
            expected.getBytes(US_ASCII), signature.signature().getBytes(US_ASCII))
        ? null
        : Fault.MISMATCH;
  }

  private static String target(HttpRequest request, boolean presigned) {
    if (request.query().isEmpty()) {
      return request.path();
    }
    if (!presigned) {
      return request.path() + "?" + request.query();
    }
    List<String> signed = new ArrayList<>(List.of(request.query().split("&", -1)));
    signed.removeIf(parameter -> parameter.startsWith(SIGNATURE + "="));
    return request.path() + "?" + String.join("&", signed);
  }

  /** Returns the date of a signed request in the form of {@code X-Amz-Date}, or null. */
  private static @Nullable String stamp(HttpRequest request) {
    String stamp = request.headers().get("X-Amz-Date");
    String date = request.headers().get("Date");
    if (stamp != null || date == null) {
      return stamp;
    }
    try {
      return RequestSigner.STAMP.format(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static @Nullable Instant instant(String stamp) {
    try {
      return Instant.from(RequestSigner.STAMP.parse(stamp));
    } catch (DateTimeException _) {
      return null;
    }
  }

  /** Returns how long a presigned URL is valid, or null if the parameter is malformed. */
  private static @Nullable Duration expiry(Map<String, List<String>> query) {
    String seconds = first(query, "X-Amz-Expires");
    if (seconds == null) {
      return MAX_SKEW;
    }
    try {
      Duration expiry = Duration.ofSeconds(Long.parseLong(seconds));
      return expiry.isPositive() && expiry.compareTo(MAX_EXPIRY) <= 0 ? expiry : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }

  private static @Nullable String first(Map<String, List<String>> query, String name) {
    List<String> values = query.get(name);
    return values == null ? null : values.getFirst();
  }
}
