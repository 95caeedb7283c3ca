package dev.postern.auth;

import dev.postern.http.Headers;
import dev.postern.http.QueryString;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The canonical request of Signature Version 4.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request">
 *     Create a canonical request</a>
 */
final class CanonicalRequest {
  /** Headers that proxies change or add; the SDKs do not sign them either. */
  private static final Set<String> UNSIGNED =
      Set.of(
          "authorization",
          "connection",
          "content-length",
          "expect",
          "transfer-encoding",
          "user-agent",
          "x-amzn-trace-id");

  private CanonicalRequest() {}

  /** Returns the headers to sign: lower-case names in order, the values of one name joined. */
  static SortedMap<String, String> headers(Headers headers) {
    SortedMap<String, String> canonical = new TreeMap<>();
    headers.forEach((name, value) -> {
      String key = name.toLowerCase(Locale.ROOT);
      if (!UNSIGNED.contains(key)) {
        canonical.merge(key, trimmed(value), (before, after) -> before + "," + after);
      }
    });
    return canonical;
  }

  /**
   * Returns the headers that a received signature covers, in the order of their names.
   *
   * @param names in lower case
   * @param host the Host header, or the authority of HTTP/2
   */
  static SortedMap<String, String> signed(List<String> names, Headers headers, String host) {
    SortedMap<String, String> canonical = new TreeMap<>();
    for (String name : names) {
      List<String> values = name.equals("host") ? List.of(host) : headers.all(name);
      canonical.put(
          name, values.stream().map(CanonicalRequest::trimmed).collect(Collectors.joining(",")));
    }
    return canonical;
  }

  private static String trimmed(String value) {
    return value.strip().replaceAll(" +", " ");
  }

  /**
   * Returns the canonical request.
   *
   * @param target path and query as sent
   * @param payload hash of the body
   * @param s3 whether the path is used as sent; other services encode it once more
   */
  static String of(
      String method, String target, Map<String, String> headers, String payload, boolean s3) {
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? "" : target.substring(question + 1);
    StringBuilder text = new StringBuilder(512);
    text.append(method).append('\n');
    text.append(s3 ? path : path(path)).append('\n');
    text.append(query(query)).append('\n');
    headers.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    text.append('\n').append(String.join(";", headers.keySet())).append('\n');
    return text.append(payload).toString();
  }

  /** Returns the path without dot segments and repeated slashes, each segment encoded once more. */
  private static String path(String path) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.split("/")) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(QueryString.encode(segment));
      }
    }
    if (segments.isEmpty()) {
      return "/";
    }
    return "/" + String.join("/", segments) + (path.endsWith("/") ? "/" : "");
  }

  /** Returns the query sorted by name, then by value. */
  private static String query(String query) {
    List<Map.Entry<String, String>> parameters = new ArrayList<>();
    QueryString.parse(query)
        .forEach((name, values) -> {
          for (String value : values) {
            parameters.add(Map.entry(QueryString.encode(name), QueryString.encode(value)));
          }
        });
    parameters.sort(Map.Entry.<String, String>comparingByKey().thenComparing(byValue()));
    List<String> pairs = new ArrayList<>();
    parameters.forEach(each -> pairs.add(each.getKey() + "=" + each.getValue()));
    return String.join("&", pairs);
  }

  private static Comparator<Map.Entry<String, String>> byValue() {
    return Map.Entry.comparingByValue();
  }
}
