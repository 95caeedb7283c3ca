package dev.postern.execute;

import dev.postern.aws.error.GatewayException;
import dev.postern.aws.error.GatewayResponseType;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import dev.postern.http.Json;
import dev.postern.http.MediaType;
import dev.postern.mapping.MappingExpression;
import dev.postern.mapping.MappingInput;
import dev.postern.mapping.SubstitutionTemplate;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gateway responses of a deployment, compiled: what a refused request is answered. A type that
 * is not customised falls back to its customised family entry ({@code DEFAULT_4XX}, {@code
 * DEFAULT_5XX}), else to AWS's own answer.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html">
 *     Gateway responses for REST APIs in API Gateway</a>
 */
public record GatewayResponses(Map<GatewayResponseType, Customised> customised) {
  public static final GatewayResponses NONE = new GatewayResponses(Map.of());

  public GatewayResponses {
    customised = Map.copyOf(customised);
  }

  /**
   * A customised type.
   *
   * @param status null keeps the status of the refusal
   * @param headers response header name to its source
   * @param templates by media type in lower case; empty for the default template
   */
  public record Customised(
      @Nullable Integer status,
      Map<String, MappingExpression> headers,
      Map<String, SubstitutionTemplate> templates) {}

  /** AWS's answer where nothing is known of an API: no such API, or no such stage. */
  public static HttpResponse uncustomised(GatewayException refusal) {
    return answer(
        refusal.status(),
        Headers.builder().add("x-amzn-ErrorType", refusal.errorType()),
        MediaType.JSON,
        defaultBody(refusal));
  }

  /** The answer to a refused request. */
  public HttpResponse render(GatewayException refusal, Exchange exchange) {
    Customised entry = customised.get(refusal.type());
    if (entry == null) {
      entry = customised.get(refusal.type().family());
    }
    if (entry == null) {
      return uncustomised(refusal);
    }
    MappingInput input = exchange.mappingInput();
    input.context().put("error", errorContext(refusal));
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
    String body = template == null ? defaultBody(refusal) : template.render(input, "");
    return answer(status, headers, type, body);
  }

  /** The first type the client accepts, if there is a template for it. */
  private static String chosenType(
      Map<String, SubstitutionTemplate> templates, @Nullable String accept) {
    if (accept == null) {
      return MediaType.JSON;
    }
    int comma = accept.indexOf(',');
    String wanted = MediaType.withoutParameters(comma < 0 ? accept : accept.substring(0, comma));
    return templates.containsKey(wanted) ? wanted : MediaType.JSON;
  }

  /** {@code $context.error}. */
  static Map<String, Object> errorContext(GatewayException refusal) {
    Map<String, Object> error = new LinkedHashMap<>();
    String message = refusal.text();
    if (message != null) {
      error.put("message", message);
    }
    error.put("messageString", quoted(message));
    error.put("responseType", refusal.type().name());
    String validationError = refusal.validationErrorString();
    if (validationError != null) {
      error.put("validationErrorString", validationError);
    }
    return error;
  }

  private static String defaultBody(GatewayException refusal) {
    return refusal.bodyStart() + quoted(refusal.text()) + "}";
  }

  private static String quoted(@Nullable String message) {
    return message == null ? "null" : Json.quote(message);
  }

  private static HttpResponse answer(
      int status, Headers.Builder headers, String contentType, String body) {
    if (!headers.contains("Content-Type")) {
      headers.add("Content-Type", contentType);
    }
    return new HttpResponse(status, headers.build(), body.getBytes(StandardCharsets.UTF_8));
  }
}
