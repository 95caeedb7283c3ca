package dev.postern.execute.front;

import dev.postern.http.HeaderNames;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The CloudFront distribution in front of an edge-optimized API, which adds headers about the
 * viewer. Values that only a real edge location knows are invented. A client may send its own
 * values, to test a function with viewers from other places.
 *
 * @param via name of the distribution in {@code Via}
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html">
 *     Add CloudFront request headers</a>
 */
public record CloudFront(String via) {
  /** Address of the edge location, from CloudFront's range. */
  static final String ADDRESS = "130.176.0.1";

  private static final String EDGE_LOCATION = "LHR50-P1";

  /** Header names that CloudFront respells; all others pass as the client spelled them. */
  private static final HeaderNames SPELLED =
      HeaderNames.of(
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
          "X-Forwarded-Proto");

  private static final List<String> DEVICES = List.of("Desktop", "Mobile", "SmartTV", "Tablet");

  private static final List<String> DEVICE_HEADERS =
      DEVICES.stream().map(kind -> "CloudFront-Is-" + kind + "-Viewer").toList();

  /**
   * Returns the distribution of an API.
   *
   * @param name 32 lower-case hexadecimal digits
   */
  public static CloudFront named(String name) {
    return new CloudFront("1.1 " + name + ".cloudfront.net (CloudFront)");
  }

  /** Returns the client's headers as the distribution forwards them. */
  Headers forwarded(Headers sent, HttpRequest request, RequestIds ids) {
    Headers.Builder forwarded = Headers.builder();
    for (int i = 0; i < sent.size(); i++) {
      forwarded.add(SPELLED.spelled(sent.name(i)), sent.value(i));
    }
    String device = device(sent.get("User-Agent"));
    addAbsent(forwarded, "CloudFront-Forwarded-Proto", request.scheme());
    for (int i = 0; i < DEVICES.size(); i++) {
      addAbsent(forwarded, DEVICE_HEADERS.get(i), DEVICES.get(i).equals(device) ? "true" : "false");
    }
    addAbsent(forwarded, "CloudFront-Viewer-ASN", "16509");
    addAbsent(forwarded, "CloudFront-Viewer-Country", "US");
    String before = sent.get("Via");
    return forwarded
        .set("Via", before == null ? via : before + ", " + via)
        .set("X-Amz-Cf-Id", ids.cloudFrontId())
        .build();
  }

  /** Returns the response headers with those that CloudFront adds. */
  Headers answered(Headers answer, int status, RequestIds ids) {
    return answer.plus(
        "X-Cache",
        status >= 400 ? "Error from cloudfront" : "Miss from cloudfront",
        "Via",
        via,
        "X-Amz-Cf-Pop",
        EDGE_LOCATION,
        "X-Amz-Cf-Id",
        ids.cloudFrontId());
  }

  private static void addAbsent(Headers.Builder headers, String name, String value) {
    if (!headers.contains(name)) {
      headers.add(name, value);
    }
  }

  /** Returns the device type by the words that all user agents of the type contain. */
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
