package dev.postern.execute.live;

import dev.postern.aws.Ids;
import dev.postern.aws.Limits;
import dev.postern.aws.StageName;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.execute.Client;
import dev.postern.execute.Exchange;
import dev.postern.execute.Loop;
import dev.postern.execute.Pipeline;
import dev.postern.execute.Plan;
import dev.postern.execute.RefusalRenderer;
import dev.postern.execute.front.ApiAddress;
import dev.postern.execute.front.Endpoint;
import dev.postern.execute.front.Incoming;
import dev.postern.execute.front.RequestIds;
import dev.postern.http.ContentCoding;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The entry to the data plane: finds the stage and plan in the directory and runs the plan, which
 * answers the request.
 */
public final class Gateway {
  /** The client's header that names the method to use in place of the request's own. */
  public static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

  /** The HTTP methods that API methods, {@code ANY} included, serve. */
  private static final Set<String> VERBS =
      Set.of("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD");

  private final Directory directory;
  private final Pipeline pipeline;
  private final Ids ids;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Limits limits;

  /**
   * Creates the data plane.
   *
   * @param random decides which requests go to a canary
   */
  public Gateway(
      Directory directory,
      Pipeline pipeline,
      Ids ids,
      InstantSource clock,
      RandomGenerator random,
      Limits limits) {
    this.directory = directory;
    this.pipeline = pipeline;
    this.ids = ids;
    this.clock = clock;
    this.random = random;
    this.limits = limits;
  }

  /**
   * Answers one request. Never blocks.
   *
   * @param loop event loop that serves the request; this method is called on it
   * @param client receives the response, exactly once
   */
  public void serve(HttpRequest request, ApiAddress address, Loop loop, Client client) {
    Instant received = clock.instant();
    String path = address.path();
    LiveApi api = directory.api(address.api()).orElse(null);
    int start = firstSegment(path);
    int end = path.indexOf('/', start);
    end = end < 0 ? path.length() : end;
    LiveStage stage =
        api == null ? null : api.stages().get(new StageName(path.substring(start, end)));
    if (api == null || stage == null || stage.unreachable(address)) {
      client.accept(unknown(request, api, GatewayErrors.forbidden()));
      return;
    }
    Incoming incoming =
        new Incoming(
            request,
            overridden(request),
            end == path.length() ? "/" : path.substring(end),
            start <= 1 ? path : path.substring(start - 1),
            address.domainName() == null ? stage.release().domainName() : address.domainName(),
            stage.release().endpoint().vpcEndpoint(request.headers(), address.vpcEndpoint()),
            received);
    pipeline.run(exchange(incoming, stage.pick(random), loop), client);
  }

  private Exchange exchange(Incoming sent, LiveStage live, Loop loop) {
    HttpRequest request = sent.request();
    RouteTree.Match<Plan> match =
        VERBS.contains(request.method()) ? live.routes().find(request.method(), sent.path()) : null;
    Plan plan = match == null ? live.unrouted() : match.target();
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
    return new Exchange(incoming, live.release(), plan, parameters, requestIds, loop);
  }

  /**
   * Returns the request with its body decompressed, whether or not the API compresses responses.
   */
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

  /** Returns the request with the method of the override header, if it has one. */
  private static HttpRequest overridden(HttpRequest request) {
    String verb = request.headers().get(METHOD_OVERRIDE);
    return verb == null ? request : request.withMethod(verb.strip().toUpperCase(Locale.ROOT));
  }

  /** Returns the start of the first segment, after all leading slashes. */
  private static int firstSegment(String path) {
    int start = 0;
    while (start < path.length() && path.charAt(start) == '/') {
      start++;
    }
    return start;
  }

  private HttpResponse unknown(
      HttpRequest request, @Nullable LiveApi api, GatewayException refusal) {
    Endpoint endpoint = api == null ? new Endpoint.Regional() : api.endpoint();
    return RequestIds.of(request.headers(), ids)
        .shown(RefusalRenderer.uncustomized(refusal), endpoint);
  }
}
