package dev.postern.execute.front;

import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The CloudFront distribution in front of an edge-optimized API, which tells the API about the
 * viewer. Values that only a real edge location could know are made up, and a client may send its
 * own instead: that is how a function is tried with viewers from elsewhere.
 *
 * @param via how the distribution names itself in {@code Via}
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html">
 *     Add CloudFront request headers</a>
 */
public record CloudFront(String via) {
  /** Of the edge location, in the range of CloudFront's. */
  static final String ADDRESS = "130.176.0.1";

  private static final String EDGE_LOCATION = "LHR50-P1";

  /** Names that CloudFront spells its own way; all others pass as the client wrote them. */
  private static final Map<String, String> SPELLED =
      Stream.of(
              "Accept",
              "Accept-Charset",
              "Accept-Encoding",
              "Accept-Language",
              "Authorization",
              "Cookie",
              "Host",
              "Referer",
              "User-Agent",
              "X-Forwarded-For",
              "X-Forwarded-Proto")
          .collect(
              Collectors.toUnmodifiableMap(
                  name -> name.toLowerCase(Locale.ROOT), Function.identity()));

  /**
   * The distribution of an API.
   *
   * @param name 32 lower-case hexadecimal digits
   */
  public static CloudFront named(String name) {
    return new CloudFront("1.1 " + name + ".cloudfront.net (CloudFront)");
  }

  /** The client's headers as the distribution sends them on. */
  Headers forwarded(Headers sent, HttpRequest request, RequestIds ids) {
    Headers.Builder forwarded = Headers.builder();
    for (int i = 0; i < sent.size(); i++) {
      String name = sent.name(i);
      forwarded.add(SPELLED.getOrDefault(name.toLowerCase(Locale.ROOT), name), sent.value(i));
    }
    String device = "CloudFront-Is-" + device(sent.get("User-Agent")) + "-Viewer";
    addAbsent(forwarded, "CloudFront-Forwarded-Proto", request.scheme());
    for (String kind : new String[] {"Desktop", "Mobile", "SmartTV", "Tablet"}) {
      String name = "CloudFront-Is-" + kind + "-Viewer";
      addAbsent(forwarded, name, String.valueOf(name.equals(device)));
    }
    addAbsent(forwarded, "CloudFront-Viewer-ASN", "16509");
    addAbsent(forwarded, "CloudFront-Viewer-Country", "US");
    String before = sent.get("Via");
    return forwarded
        .set("Via", before == null ? via : before + ", " + via)
        .set("X-Amz-Cf-Id", ids.cloudFrontId())
        .build();
  }

  /** Adds what CloudFront tells the viewer. */
  void answered(Headers.Builder answer, int status, RequestIds ids) {
    answer
        .add("X-Cache", status >= 400 ? "Error from cloudfront" : "Miss from cloudfront")
        .add("Via", via)
        .add("X-Amz-Cf-Pop", EDGE_LOCATION)
        .add("X-Amz-Cf-Id", ids.cloudFrontId());
  }

  private static void addAbsent(Headers.Builder headers, String name, String value) {
    if (!headers.contains(name)) {
      headers.add(name, value);
    }
  }

  /** As far as the words tell that all such devices use. */
  private static String device(@Nullable String userAgent) {
    String agent = userAgent == null ? "" : userAgent.toLowerCase(Locale.ROOT);
    if (agent.contains("smart-tv") || agent.contains("smarttv") || agent.contains("appletv")) {
      return "SmartTV";
    }
    if (agent.contains("ipad")
        || agent.contains("tablet")
        || (agent.contains("android") && !agent.contains("mobile"))) {
      return "Tablet";
    }
    return agent.contains("mobile") ? "Mobile" : "Desktop";
  }
}
