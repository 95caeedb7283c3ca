package dev.postern.auth;

import dev.postern.aws.error.WireErrors;
import dev.postern.http.HttpRequest;
import dev.postern.http.QueryString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Signature Version 4 as received, in the {@code Authorization} header or in the query of a
 * presigned URL. Not verified.
 *
 * @param signedHeaders lower-case names, in the order of the header
 * @param signature hexadecimal digits
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html">
 *     Authentication methods (AWS Signature Version 4)</a>
 */
public record RequestSignature(
    Credential credential, List<String> signedHeaders, String signature) {
  private static final String CREDENTIAL = "Credential";
  private static final String SIGNATURE = "Signature";
  private static final String SIGNED_HEADERS = "SignedHeaders";
  private static final List<String> REQUIRED = List.of(CREDENTIAL, SIGNATURE, SIGNED_HEADERS);

  public RequestSignature {
    signedHeaders = List.copyOf(signedHeaders);
  }

  /**
   * Parses the signature of a request; empty if the request is unsigned.
   *
   * @throws dev.postern.aws.error.AwsException {@code IncompleteSignatureException} if the {@code
   *     Authorization} header has another form
   */
  public static Optional<RequestSignature> of(HttpRequest request) {
    String header = request.headers().get("Authorization");
    if (header != null) {
      boolean dated =
          request.headers().contains("X-Amz-Date") || request.headers().contains("Date");
      return Optional.of(parse(header, dated));
    }
    return presigned(QueryString.parse(request.query()));
  }

  private static RequestSignature parse(String header, boolean dated) {
    Map<String, String> parameters = parameters(header);
    List<String> missing = REQUIRED.stream().filter(name -> !parameters.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw WireErrors.missingSignatureParameters(missing, !dated, header);
    }
    return of(
        parameters.getOrDefault(CREDENTIAL, ""),
        parameters.getOrDefault(SIGNED_HEADERS, ""),
        parameters.getOrDefault(SIGNATURE, ""));
  }

  /** Parses the text after the scheme: {@code key=value}, separated by commas. */
  private static Map<String, String> parameters(String header) {
    Map<String, String> parameters = new HashMap<>();
    int space = header.indexOf(' ');
    if (space < 0) {
      return parameters;
    }
    for (String part : header.substring(space + 1).split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw WireErrors.notKeyValue(part.strip(), header);
      }
      parameters.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
    }
    return parameters;
  }

  private static Optional<RequestSignature> presigned(Map<String, List<String>> query) {
    String credential = first(query, "X-Amz-Credential");
    String signature = first(query, "X-Amz-Signature");
    String signedHeaders = first(query, "X-Amz-SignedHeaders");
    if (credential == null || signature == null || signedHeaders == null) {
      return Optional.empty();
    }
    return Optional.of(of(credential, signedHeaders, signature));
  }

  private static RequestSignature of(String credential, String signedHeaders, String signature) {
    List<String> names = new ArrayList<>(List.of(signedHeaders.split(";", -1)));
    names.removeIf(String::isEmpty);
    return new RequestSignature(Credential.parse(credential), names, signature);
  }

  private static @Nullable String first(Map<String, List<String>> query, String name) {
    List<String> values = query.get(name);
    return values == null ? null : values.getFirst();
  }
}
