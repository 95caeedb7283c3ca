package dev.postern.execute.rest;

import dev.postern.aws.error.GatewayException;
import dev.postern.aws.error.GatewayResponseType;
import dev.postern.execute.Exchange;
import dev.postern.execute.RefusalRenderer;
import dev.postern.execute.RequestContext;
import dev.postern.execute.front.HeaderRules;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import dev.postern.http.MediaType;
import dev.postern.mapping.MappingExpression;
import dev.postern.mapping.MappingInput;
import dev.postern.mapping.SubstitutionTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The compiled gateway responses of a deployment. A type that is not customised falls back to its
 * customised default ({@code DEFAULT_4XX}, {@code DEFAULT_5XX}), then to AWS's default response.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html">
 *     Gateway responses for REST APIs in API Gateway</a>
 */
public record GatewayResponses(Map<GatewayResponseType, Customised> customised)
    implements RefusalRenderer {
  public static final GatewayResponses NONE = new GatewayResponses(Map.of());

  public GatewayResponses {
    customised = Map.copyOf(customised);
  }

  /**
   * A customised response type.
   *
   * @param status null to keep the status of the refusal
   * @param headers response headers and their sources
   * @param templates by media type in lower case; empty for the default template
   */
  public record Customised(
      @Nullable Integer status,
      Map<String, MappingExpression> headers,
      Map<String, SubstitutionTemplate> templates) {}

  @Override
  public HttpResponse render(GatewayException refusal, Exchange exchange) {
    Customised entry = customised.get(refusal.type());
    if (entry == null) {
      entry = customised.get(refusal.type().family());
    }
    if (entry == null) {
      return RefusalRenderer.uncustomized(refusal);
    }
    MappingInput input = exchange.mappingInput();
    exchange.context().put("error", RequestContext.error(refusal));
    Headers.Builder headers = Headers.builder().add("x-amzn-ErrorType", refusal.errorType());
    entry
        .headers()
        .forEach((name, source) -> {
          String value = source.value(input);
          if (value != null) {
            HeaderRules.setOfGatewayResponse(headers, name, value);
          }
        });
    int status = entry.status() == null ? refusal.status() : entry.status();
    String type = chosenType(entry.templates(), exchange.request().headers().get("Accept"));
    SubstitutionTemplate template = entry.templates().get(type);
    String body =
        template == null ? RefusalRenderer.defaultBody(refusal) : template.render(input, "");
    return answer(status, headers, type, body);
  }

  /** Returns the first type that the client accepts, if it has a template. */
  private static String chosenType(
      Map<String, SubstitutionTemplate> templates, @Nullable String accept) {
    if (accept == null) {
      return MediaType.JSON;
    }
    int comma = accept.indexOf(',');
    String wanted = MediaType.withoutParameters(comma < 0 ? accept : accept.substring(0, comma));
    return templates.containsKey(wanted) ? wanted : MediaType.JSON;
  }

  private static HttpResponse answer(
      int status, Headers.Builder headers, String contentType, String body) {
    if (!headers.contains("Content-Type")) {
      headers.add("Content-Type", contentType);
    }
    return new HttpResponse(status, headers.build(), body.getBytes(StandardCharsets.UTF_8));
  }
}
