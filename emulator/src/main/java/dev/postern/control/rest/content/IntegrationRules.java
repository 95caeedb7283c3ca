package dev.postern.control.rest.content;

import dev.postern.aws.Arn;
import dev.postern.aws.Limits;
import dev.postern.aws.Unverified;
import dev.postern.aws.error.MethodErrors;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.Quotas;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.ResponseTransferMode;

/**
 * Validation rules and default values of integrations.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html">
 *     PutIntegration</a>
 */
public final class IntegrationRules {
  /** The host may be or contain a stage variable or a path variable. */
  private static final Pattern HTTP_URI = Pattern.compile("https?://[^\\s/?#]+\\S*");

  @Unverified(
      "A Firehose path and a path without /functions/ are recorded as refused; that any other API "
          + "version, end or function name is refused too, with the same text, is assumed.")
  private static final Pattern FUNCTION_PATH =
      Pattern.compile(
          "path/+(?:2015-03-31/functions/(.+)/invocations"
              + "|2021-11-15/functions/(.+)/response-streaming-invocations)/?");

  private static final Pattern FUNCTION =
      Pattern.compile("function:[a-zA-Z0-9_-]{1,140}(?::(?:\\$LATEST|[a-zA-Z0-9_-]{1,128}))?");

  private static final Pattern FIREHOSE_ACTION =
      Pattern.compile("action/(?:PutRecord|PutRecordBatch)(?:&.*)?");

  private static final Set<String> VERBS =
      Set.of("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY");
  private static final Set<String> PASSTHROUGH =
      Set.of("WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER");

  private final Limits limits;
  private final Quotas quotas;

  public IntegrationRules(Limits limits, Quotas quotas) {
    this.limits = limits;
    this.quotas = quotas;
  }

  /**
   * Returns the integration as AWS stores it, validated and with default values.
   *
   * @param accepted parameter mappings whose sources the method need not declare: all of an
   *     imported integration, those that an update keeps
   */
  public Integration checked(
      Resource resource, Method method, Integration sent, Map<String, String> accepted) {
    Integration integration = withDefaults(resource, sent);
    checkHttpMethod(integration);
    checkTransferMode(integration);
    checkTimeout(integration);
    checkUri(integration);
    checkArn(integration.credentials());
    if (!PASSTHROUGH.contains(integration.passthroughBehavior())) {
      throw MethodErrors.invalidPassthroughBehavior();
    }
    MappingRules.checkIntegrationRequest(method, integration.requestParameters(), accepted);
    MappingRules.checkTemplates(integration.requestTemplates(), quotas);
    return integration;
  }

  private Integration withDefaults(Resource resource, Integration sent) {
    Integration.Builder stored = sent.toBuilder();
    if (sent.timeoutInMillis() == null) {
      stored.timeoutInMillis(Math.toIntExact(limits.maxIntegrationTimeout().toMillis()));
    }
    if (sent.cacheNamespace() == null) {
      stored.cacheNamespace(resource.id());
    }
    if (!sent.hasCacheKeyParameters()) {
      stored.cacheKeyParameters(List.of());
    }
    if (sent.passthroughBehavior() == null) {
      stored.passthroughBehavior("WHEN_NO_MATCH");
    }
    if (sent.requestParameters().isEmpty()) {
      stored.requestParameters(null);
    }
    if (sent.requestTemplates().isEmpty()) {
      stored.requestTemplates(null);
    }
    return switch (sent.type()) {
      case HTTP, HTTP_PROXY -> withConnectionType(sent, stored);
      case MOCK -> stored.httpMethod(null).uri(null).build();
      default -> stored.build();
    };
  }

  private static Integration withConnectionType(Integration sent, Integration.Builder stored) {
    return sent.connectionTypeAsString() == null
        ? stored.connectionType("INTERNET").build()
        : stored.build();
  }

  private static void checkHttpMethod(Integration integration) {
    if (integration.typeAsString().equals("MOCK")) {
      return;
    }
    String httpMethod = integration.httpMethod();
    if (httpMethod == null || httpMethod.isEmpty()) {
      throw MethodErrors.integrationNeedsHttpMethod();
    }
    if (!VERBS.contains(httpMethod)) {
      throw MethodErrors.invalidHttpMethod();
    }
  }

  private static void checkTransferMode(Integration integration) {
    boolean proxy =
        integration.type() == IntegrationType.HTTP_PROXY
            || integration.type() == IntegrationType.AWS_PROXY;
    if (integration.responseTransferMode() == ResponseTransferMode.STREAM && !proxy) {
      throw MethodErrors.streamingNeedsProxy();
    }
  }

  private void checkTimeout(Integration integration) {
    Duration timeout = Duration.ofMillis(integration.timeoutInMillis());
    Duration min = limits.minIntegrationTimeout();
    Duration max =
        integration.responseTransferMode() == ResponseTransferMode.STREAM
            ? limits.maxStreamTimeout()
            : limits.maxIntegrationTimeout();
    if (timeout.compareTo(min) < 0 || timeout.compareTo(max) > 0) {
      throw MethodErrors.invalidTimeout(min.toMillis(), max.toMillis());
    }
  }

  private static void checkUri(Integration integration) {
    String uri = integration.uri() == null ? "" : integration.uri();
    switch (integration.type()) {
      case HTTP, HTTP_PROXY -> {
        if (!HTTP_URI.matcher(uri).matches()) {
          throw MethodErrors.invalidHttpEndpoint();
        }
      }
      case AWS -> checkRole(awsArn(uri), integration);
      case AWS_PROXY -> {
        Arn arn = awsArn(uri);
        if (!isProxyService(arn)) {
          throw MethodErrors.unsupportedProxyService();
        }
        checkRole(arn, integration);
      }
      case MOCK, UNKNOWN_TO_SDK_VERSION -> {
        // A mock has no URI. The wire layer refuses unknown types.
      }
    }
  }

  /** Parses {@code arn:aws:apigateway:{region}:{service}:path/...}, or {@code action/...}. */
  private static Arn awsArn(String uri) {
    Arn arn = Arn.parse(uri).orElseThrow(RestErrors::invalidArn);
    if (!arn.resource().startsWith("path/") && !arn.resource().startsWith("action/")) {
      throw MethodErrors.integrationArnNeedsPathOrAction();
    }
    if (!arn.service().equals("apigateway")) {
      throw RestErrors.invalidArn();
    }
    return arn;
  }

  /**
   * Throws if a role is missing. Only Lambda's resource policies allow API Gateway without a role.
   */
  private static void checkRole(Arn uri, Integration integration) {
    String credentials = integration.credentials();
    if (!uri.account().equals("lambda") && (credentials == null || credentials.isEmpty())) {
      throw MethodErrors.roleRequired();
    }
  }

  /** Returns whether an AWS_PROXY integration supports the whole of the URI. */
  private static boolean isProxyService(Arn arn) {
    return switch (arn.account()) {
      case "firehose" -> FIREHOSE_ACTION.matcher(arn.resource()).matches();
      case "lambda" -> {
        Matcher path = FUNCTION_PATH.matcher(arn.resource());
        yield path.matches() && isFunction(path.group(1) == null ? path.group(2) : path.group(1));
      }
      default -> false;
    };
  }

  /** Returns whether a text is a function's ARN. Stage variables may stand for any part of it. */
  private static boolean isFunction(String text) {
    return text.contains("${stageVariables.")
        || Arn.parse(text)
            .filter(arn -> arn.service().equals("lambda"))
            .filter(arn -> FUNCTION.matcher(arn.resource()).matches())
            .isPresent();
  }

  private static void checkArn(@Nullable String text) {
    if (text != null && !text.isEmpty() && Arn.parse(text).isEmpty()) {
      throw RestErrors.invalidArn();
    }
  }
}
