package dev.postern.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.http.HttpRequest;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes the expected signature of a received request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Create a signed AWS API request</a>
 */
public final class Signatures {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=[^/]+/(\\d{8}/[^/]+/[^/]+/aws4_request), ?SignedHeaders=([^,]+),"
              + " ?Signature=([0-9a-f]{64})");

  private Signatures() {}

  /**
   * The signature of the Authorization header, and the one computed from the rest of the request.
   *
   * @param scope day, region, service, end
   */
  public record Both(String scope, String sent, String computed) {}

  public static Both of(HttpRequest request, String secretKey) {
    String header = Objects.requireNonNullElse(request.headers().get("Authorization"), "");
    Matcher parts = AUTHORIZATION.matcher(header);
    if (!parts.matches()) {
      throw new AssertionError("not signed: " + header);
    }
    String scope = parts.group(1);
    String signedHeaders = parts.group(2);
    String canonical =
        String.join(
            "\n",
            request.method(),
            Arrays.stream(request.path().split("/", -1))
                .map(Signatures::encode)
                .collect(Collectors.joining("/")),
            Arrays.stream(request.query().split("&")).sorted().collect(Collectors.joining("&")),
            Arrays.stream(signedHeaders.split(";"))
                .map(name -> name + ":" + value(request, name) + "\n")
                .collect(Collectors.joining()),
            signedHeaders,
            sha256(request.body()));
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            value(request, "x-amz-date"),
            scope,
            sha256(canonical.getBytes(UTF_8)));
    byte[] key = ("AWS4" + secretKey).getBytes(UTF_8);
    for (String part : scope.split("/")) {
      key = hmac(key, part);
    }
    return new Both(scope, parts.group(3), HexFormat.of().formatHex(hmac(key, toSign)));
  }

  private static String value(HttpRequest request, String name) {
    return Objects.requireNonNull(request.headers().get(name), name).strip().replaceAll(" +", " ");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
