package dev.postern.deploy.rest;

import dev.postern.aws.Limits;
import dev.postern.aws.Unverified;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.deploy.target.Backends;
import dev.postern.deploy.target.LambdaUri;
import dev.postern.execute.Phase;
import dev.postern.execute.front.HeaderRules;
import dev.postern.execute.integration.MockIntegration;
import dev.postern.execute.integration.ParameterMappings;
import dev.postern.execute.integration.ParameterMappings.Mapped;
import dev.postern.execute.integration.RequestBody;
import dev.postern.execute.phase.BuildIntegrationRequest;
import dev.postern.execute.phase.Invoke;
import dev.postern.execute.phase.MapIntegrationResponse;
import dev.postern.execute.phase.MapIntegrationResponse.By;
import dev.postern.execute.phase.PassProxyResponse;
import dev.postern.execute.phase.Refuse;
import dev.postern.mapping.BinaryMediaTypes;
import dev.postern.mapping.MappingExpression;
import dev.postern.mapping.TemplateLibrary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.ResponseTransferMode;

/**
 * A compiler of a method's integration to the phases that build and send the request and map the
 * response.
 */
record IntegrationCompiler(
    BinaryMediaTypes binary,
    TemplateLibrary library,
    MockPlans mocks,
    Backends backends,
    Streaming streaming) {

  private static final String REQUEST = "integration.request.";
  private static final String PATH = REQUEST + "path.";
  private static final String METHOD_PATH = "method.request.path.";

  CompiledIntegration compile(String resourcePath, Method method) {
    Integration integration = method.methodIntegration();
    if (integration == null) {
      throw new IllegalStateException("a deployment holds a method without integration");
    }
    GatewayException broken = alwaysFails(integration);
    if (broken != null) {
      return new CompiledIntegration.Fixed(IntegrationPhases.refusing(new Refuse(_ -> broken)));
    }
    Set<String> greedy = greedyPlaceholders(resourcePath, integration);
    Duration timeout = timeout(integration);
    return switch (integration.type()) {
      case MOCK -> new CompiledIntegration.Fixed(mock(method, integration, timeout));
      case HTTP ->
          new CompiledIntegration.Http(
              new HttpCompiler(backends, integration, greedy),
              requestBody(integration),
              mappings(integration),
              timeout,
              response(method, integration, By.STATUS));
      case HTTP_PROXY ->
          new CompiledIntegration.HttpProxy(
              new HttpCompiler(backends, integration, greedy),
              requestBody(withoutTemplates(integration)),
              mappings(integration),
              timeout,
              passing(),
              streamingOf(integration));
      case AWS ->
          LambdaUri.isForLambda(integration.uri())
              ? new CompiledIntegration.Function(
                  new FunctionCompiler(backends, integration),
                  requestBody(integration),
                  mappings(integration),
                  timeout,
                  response(method, integration, By.ERROR_MESSAGE))
              : new CompiledIntegration.Service(
                  new ServiceCompiler(backends.services(), integration, greedy),
                  requestBody(integration),
                  mappings(integration),
                  timeout,
                  response(method, integration, By.STATUS));
      case AWS_PROXY ->
          LambdaUri.isForLambda(integration.uri())
              ? new CompiledIntegration.FunctionProxy(
                  new FunctionCompiler(backends, integration),
                  binary,
                  timeout,
                  streamingOf(integration))
              : new CompiledIntegration.ServiceProxy(
                  new ServiceCompiler(backends.services(), integration, Set.of()),
                  requestBody(unmapped(integration)),
                  timeout,
                  passing());
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalStateException("stored integration type " + integration.typeAsString());
    };
  }

  private IntegrationPhases mock(Method method, Integration integration, Duration timeout) {
    return mocks.get(
        integration,
        method.methodResponses().keySet(),
        binary,
        () -> {
          RequestBody body = requestBody(integration);
          return new IntegrationPhases(
              new BuildIntegrationRequest(body, mappings(integration), null),
              new Invoke(MockIntegration.of(body), timeout),
              response(method, integration, By.MOCK_STATUS));
        });
  }

  /** Returns the integration without mappings. Firehose is the only service to which it applies. */
  private static Integration unmapped(Integration integration) {
    return withoutTemplates(integration).toBuilder().contentHandling((String) null).build();
  }

  @Unverified(
      "The contentHandling of HTTP_PROXY integrations converts request bodies, as the table of"
          + " \"Content type conversions in API Gateway\" says without naming integration types.")
  private static Integration withoutTemplates(Integration integration) {
    return integration.toBuilder()
        .requestTemplates(Map.of())
        .passthroughBehavior("WHEN_NO_MATCH")
        .build();
  }

  /** Returns the phase that passes on a proxy backend's response. */
  @Unverified(
      "Where only one of Content-Type and Accept is binary, the body of an HTTP_PROXY response is"
          + " converted to or from base64, as that table says; no Accept counts as text. Recorded is"
          + " that a body is UTF-8 text where neither is binary, even one that Content-Encoding says"
          + " is compressed.")
  private Phase passing() {
    return new PassProxyResponse(BodyCompiler.passing(binary));
  }

  /**
   * Returns the refusal of a configuration that AWS stores but that fails at each request, or null.
   */
  private static @Nullable GatewayException alwaysFails(Integration integration) {
    boolean aws =
        integration.type() == IntegrationType.AWS
            || integration.type() == IntegrationType.AWS_PROXY;
    if (integration.type() == IntegrationType.AWS_PROXY
        && !"POST".equals(integration.httpMethod())) {
      return GatewayErrors.lambdaProxyNeedsPost();
    }
    return integration.requestParameters().keySet().stream()
        .filter(key -> key.startsWith(REQUEST + "header."))
        .map(key -> key.substring((REQUEST + "header.").length()))
        .filter(name -> HeaderRules.refusedMapping(name, aws))
        .findFirst()
        .map(GatewayErrors::headerAlreadyPresent)
        .orElse(null);
  }

  private static ParameterMappings mappings(Integration integration) {
    List<Mapped> headers = new ArrayList<>();
    List<Mapped> query = new ArrayList<>();
    List<Mapped> path = new ArrayList<>();
    integration
        .requestParameters()
        .forEach((key, source) -> {
          String[] parts = key.split("\\.", 4);
          List<Mapped> target =
              switch (parts[2]) {
                case "header" -> headers;
                case "querystring" -> query;
                case "path" -> path;
                default -> throw new IllegalStateException("stored request parameter " + key);
              };
          target.add(new Mapped(parts[3], MappingExpression.compile(source)));
        });
    return headers.isEmpty() && query.isEmpty() && path.isEmpty()
        ? ParameterMappings.NONE
        : new ParameterMappings(headers, query, path);
  }

  /**
   * Returns the URI's placeholders that a greedy path parameter fills. Their values keep slashes.
   */
  private static Set<String> greedyPlaceholders(String resourcePath, Integration integration) {
    Set<String> names = new HashSet<>();
    integration
        .requestParameters()
        .forEach((key, source) -> {
          if (key.startsWith(PATH)
              && source.startsWith(METHOD_PATH)
              && resourcePath.endsWith("{" + source.substring(METHOD_PATH.length()) + "+}")) {
            names.add(key.substring(PATH.length()));
          }
        });
    return names;
  }

  private RequestBody requestBody(Integration integration) {
    return BodyCompiler.request(integration, binary, library);
  }

  private Phase response(Method method, Integration integration, By by) {
    return new MapIntegrationResponse(
        BodyCompiler.responses(method, integration, binary, library), by);
  }

  private @Nullable Streaming streamingOf(Integration integration) {
    return integration.responseTransferMode() == ResponseTransferMode.STREAM ? streaming : null;
  }

  private static Duration timeout(Integration integration) {
    return integration.timeoutInMillis() == null
        ? Limits.AWS.maxIntegrationTimeout()
        : Duration.ofMillis(integration.timeoutInMillis());
  }
}
