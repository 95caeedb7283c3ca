package dev.postern.execute;

import dev.postern.aws.ApiId;
import dev.postern.aws.Ids;
import dev.postern.aws.Limits;
import dev.postern.aws.StageName;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.http.ContentCoding;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers requests for APIs: finds stage and plan in the directory and walks the plan. */
public final class Gateway {
  /** The verbs that methods, {@code ANY} included, serve. */
  private static final Set<String> VERBS =
      Set.of("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD");

  private final Directory directory;
  private final Pipeline pipeline;
  private final Ids ids;
  private final InstantSource clock;
  private final Limits limits;

  public Gateway(
      Directory directory, Pipeline pipeline, Ids ids, InstantSource clock, Limits limits) {
    this.directory = directory;
    this.pipeline = pipeline;
    this.ids = ids;
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * Answers one request; never blocks.
   *
   * @param api whose request it is
   * @param path raw, the stage its first segment
   * @param domainName host without port, or null when the path names the API: then AWS's host is
   *     shown
   * @param loop see {@link Pipeline#run}
   * @param client takes the answer, exactly once
   */
  public void serve(
      HttpRequest request,
      ApiId api,
      String path,
      @Nullable String domainName,
      Loop loop,
      Client client) {
    LiveApi live = directory.api(api).orElse(null);
    int start = firstSegment(path);
    int end = path.indexOf('/', start);
    end = end < 0 ? path.length() : end;
    LiveStage stage =
        live == null ? null : live.stages().get(new StageName(path.substring(start, end)));
    Instant received = clock.instant();
    if (stage == null || stage.defaultEndpointDisabled()) {
      client.accept(unknown(request, GatewayErrors.forbidden()));
      return;
    }
    String behindStage = end == path.length() ? "/" : path.substring(end);
    Incoming incoming =
        new Incoming(
            overridden(request),
            behindStage,
            start <= 1 ? path : path.substring(start - 1),
            domainName == null ? awsHost(api, stage) : domainName,
            received);
    pipeline.run(exchange(incoming, stage), loop, client);
  }

  private Exchange exchange(Incoming sent, LiveStage stage) {
    HttpRequest request = sent.request();
    RouteTree.Match<Plan> match =
        VERBS.contains(request.method())
            ? stage.routes().find(request.method(), sent.path())
            : null;
    Plan plan = match == null ? stage.unrouted() : match.target();
    Incoming incoming = sent;
    String coding = request.body().length == 0 ? null : request.headers().get("Content-Encoding");
    if (coding != null && match != null) {
      try {
        incoming = sent.withRequest(decoded(request, coding));
      } catch (GatewayException refusal) {
        plan = plan.refusing(refusal);
      }
    }
    Map<String, String> parameters = match == null ? Map.of() : match.parameters();
    RequestIds requestIds = RequestIds.of(request.headers(), ids);
    return new Exchange(incoming, directory, stage, plan, parameters, requestIds);
  }

  /** Inflated, whatever the API compresses itself. */
  private HttpRequest decoded(HttpRequest request, String coding) {
    try {
      byte[] body =
          ContentCoding.of(coding)
              .orElseThrow(GatewayErrors::unsupportedMediaType)
              .decode(request.body(), limits.payloadBytes())
              .orElseThrow(GatewayErrors::requestTooLong);
      return request.withBody(body);
    } catch (IOException _) {
      throw GatewayErrors.unsupportedMediaType();
    }
  }

  private static String awsHost(ApiId api, LiveStage stage) {
    return api.value() + ".execute-api." + stage.owner().region().code() + ".amazonaws.com";
  }

  /** The verb that the client wants to be taken for its own. */
  private static HttpRequest overridden(HttpRequest request) {
    String verb = request.headers().get("X-HTTP-Method-Override");
    return verb == null ? request : request.withMethod(verb.strip().toUpperCase(Locale.ROOT));
  }

  /** Slashes before the stage collapse. */
  private static int firstSegment(String path) {
    int start = 0;
    while (start < path.length() && path.charAt(start) == '/') {
      start++;
    }
    return start;
  }

  private HttpResponse unknown(HttpRequest request, GatewayException refusal) {
    HttpResponse response = GatewayResponses.uncustomised(refusal);
    RequestIds requestIds = RequestIds.of(request.headers(), ids);
    return response.withHeaders(
        response.headers().toBuilder()
            .add("x-amzn-RequestId", requestIds.requestId())
            .add("x-amz-apigw-id", requestIds.extendedRequestId())
            .build());
  }
}
