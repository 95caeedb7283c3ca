package dev.postern.control.rest.content;

import dev.postern.aws.Quota;
import dev.postern.aws.error.MethodErrors;
import dev.postern.control.Quotas;
import dev.postern.mapping.MappingExpression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;

/**
 * Validation rules of parameter mappings and mapping templates: the syntax of both sides of a
 * mapping, and that referenced parameters are declared.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping-sources.html">
 *     Parameter mapping source reference for REST APIs in API Gateway</a>
 */
final class MappingRules {
  private static final String NAME = "[a-zA-Z0-9._$-]+";
  private static final Pattern METHOD_REQUEST =
      Pattern.compile("method\\.request\\.(path|querystring|header)\\.(" + NAME + ")");
  private static final Pattern METHOD_RESPONSE =
      Pattern.compile("method\\.response\\.header\\." + NAME);
  private static final Pattern INTEGRATION_REQUEST =
      Pattern.compile("integration\\.request\\.(path|querystring|header)\\." + NAME);
  private static final Pattern GATEWAY_RESPONSE =
      Pattern.compile("gatewayresponse\\.header\\." + NAME);
  private static final Pattern CONTENT_TYPE =
      Pattern.compile("\\$default|[a-zA-Z0-9!#$&^_.+-]+/[a-zA-Z0-9!#$&^_.+*-]+(\\s*;.*)?");
  private static final String FROM_REQUEST = "method.request.";
  private static final String FROM_RESPONSE = "integration.response.";

  private MappingRules() {}

  /** Checks the parameters of a method: {@code method.request.header.X}. */
  static void checkMethodRequest(Collection<String> parameters) {
    throwIfAny(unfit(parameters, METHOD_REQUEST));
    Set<String> names = new HashSet<>();
    for (String parameter : parameters) {
      if (!names.add(parameter.split("\\.", 4)[3])) {
        throw MethodErrors.parameterNamesNotUnique();
      }
    }
  }

  /** Checks the parameters of a method response: {@code method.response.header.X}. */
  static void checkMethodResponse(Collection<String> parameters) {
    throwIfAny(unfit(parameters, METHOD_RESPONSE));
  }

  /**
   * Checks the parameter mappings of an integration request.
   *
   * @param accepted mappings whose sources the method need not declare
   */
  static void checkIntegrationRequest(
      Method method, Map<String, String> mappings, Map<String, String> accepted) {
    List<String> errors = unfit(mappings.keySet(), INTEGRATION_REQUEST);
    mappings.forEach((target, source) -> {
      if (!isSource(source, FROM_REQUEST)) {
        errors.add(MethodErrors.mappingExpression(source));
      } else if (!source.equals(accepted.get(target)) && !isDeclared(method, source)) {
        errors.add(MethodErrors.mappingParameter(source));
      }
    });
    throwIfAny(errors);
  }

  /**
   * Checks the parameter mappings of an integration response.
   *
   * @param declared the method response with the same status code, or null
   */
  static void checkIntegrationResponse(
      @Nullable MethodResponse declared, Map<String, String> mappings) {
    if (mappings.isEmpty()) {
      return;
    }
    if (declared == null) {
      throw MethodErrors.invalidMappings(List.of(MethodErrors.noMethodResponse()));
    }
    List<String> errors = unfit(mappings.keySet(), METHOD_RESPONSE);
    mappings.forEach((target, source) -> {
      if (!isSource(source, FROM_RESPONSE)) {
        errors.add(MethodErrors.mappingExpression(source));
      } else if (!declared.responseParameters().containsKey(target)) {
        errors.add(MethodErrors.mappingParameter(target));
      }
    });
    throwIfAny(errors);
  }

  /** Checks the parameter mappings of a gateway response. Only the request can be a source. */
  static void checkGatewayResponse(Map<String, String> mappings) {
    List<String> errors = unfit(mappings.keySet(), GATEWAY_RESPONSE);
    for (String source : mappings.values()) {
      if (!isSource(source, FROM_REQUEST)) {
        errors.add(MethodErrors.mappingExpression(source));
      }
    }
    throwIfAny(errors);
  }

  /** Checks content types and lengths of templates. */
  static void checkTemplates(Map<String, String> templates, Quotas quotas) {
    List<String> errors =
        templates.keySet().stream()
            .filter(Predicate.not(CONTENT_TYPE.asMatchPredicate()))
            .map(MethodErrors::contentType)
            .toList();
    if (!errors.isEmpty()) {
      throw MethodErrors.invalidContentTypes(errors);
    }
    for (String template : templates.values()) {
      quotas.checkSize(Quota.MAPPING_TEMPLATE, template == null ? 0 : template.length());
    }
  }

  private static List<String> unfit(Collection<String> parameters, Pattern form) {
    List<String> errors = new ArrayList<>();
    for (String parameter : parameters) {
      if (!form.matcher(parameter).matches()) {
        errors.add(MethodErrors.mappingExpression(parameter));
      }
    }
    return errors;
  }

  /** Returns whether a source is valid for its side: the request or the integration response. */
  private static boolean isSource(@Nullable String source, String ownSide) {
    if (source == null
        || Stream.of("'", "context.", "stageVariables.", ownSide).noneMatch(source::startsWith)) {
      return false;
    }
    try {
      Objects.requireNonNull(MappingExpression.compile(source));
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /**
   * Returns whether the method declares the header, query string or path variable that is the
   * source, or the source is something else. The resource's path declares nothing.
   */
  private static boolean isDeclared(Method method, String source) {
    String single = source.replaceFirst("^method\\.request\\.multivalue", "method.request.");
    return !METHOD_REQUEST.matcher(single).matches()
        || method.requestParameters().containsKey(single);
  }

  private static void throwIfAny(List<String> errors) {
    if (!errors.isEmpty()) {
      throw MethodErrors.invalidMappings(errors);
    }
  }
}
