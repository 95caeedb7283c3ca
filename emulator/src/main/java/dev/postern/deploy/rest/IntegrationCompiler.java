package dev.postern.deploy.rest;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.deploy.target.Backends;
import dev.postern.deploy.target.LambdaUri;
import dev.postern.execute.Phase;
import dev.postern.execute.front.HeaderRules;
import dev.postern.execute.integration.FunctionCall;
import dev.postern.execute.integration.LambdaIntegration;
import dev.postern.execute.integration.MockIntegration;
import dev.postern.execute.integration.ParameterMappings;
import dev.postern.execute.integration.ParameterMappings.Mapped;
import dev.postern.execute.integration.RequestBody;
import dev.postern.execute.integration.StreamedHttpIntegration;
import dev.postern.execute.integration.StreamedLambdaIntegration;
import dev.postern.execute.phase.BuildIntegrationRequest;
import dev.postern.execute.phase.BuildProxyRequest;
import dev.postern.execute.phase.BuildProxyServiceRequest;
import dev.postern.execute.phase.Invoke;
import dev.postern.execute.phase.InvokeStreaming;
import dev.postern.execute.phase.MapIntegrationResponse;
import dev.postern.execute.phase.MapIntegrationResponse.By;
import dev.postern.execute.phase.PassProxyResponse;
import dev.postern.execute.phase.Refuse;
import dev.postern.execute.rest.BuildProxyEvent;
import dev.postern.execute.rest.MapProxyResult;
import dev.postern.execute.rest.MapStreamedResult;
import dev.postern.mapping.BinaryMediaTypes;
import dev.postern.mapping.MappingExpression;
import dev.postern.mapping.StageVariables;
import dev.postern.mapping.TemplateLibrary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.ResponseTransferMode;

/** Compiles a method's integration to the phases that build, send and map it. */
record IntegrationCompiler(
    BinaryMediaTypes binary,
    TemplateLibrary library,
    MockPlans mocks,
    Backends backends,
    Streaming streaming) {

  private static final String REQUEST = "integration.request.";
  private static final String PATH = REQUEST + "path.";
  private static final String METHOD_PATH = "method.request.path.";
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(29);

  CompiledMethod.Binder compile(String resourcePath, Method method) {
    Integration integration = method.methodIntegration();
    if (integration == null) {
      throw new IllegalStateException("a deployment holds a method without integration");
    }
    GatewayException broken = alwaysFails(integration);
    if (broken != null) {
      return _ -> List.of(new Refuse(_ -> broken));
    }
    ParameterMappings mappings = mappings(integration);
    Set<String> greedy = greedyPlaceholders(resourcePath, integration);
    return switch (integration.type()) {
      case MOCK -> {
        List<Phase> phases =
            mocks.get(
                integration,
                method.methodResponses().keySet(),
                binary,
                () ->
                    List.of(
                        new BuildIntegrationRequest(requestBody(integration), mappings, null),
                        new Invoke(new MockIntegration(), timeout(integration)),
                        response(method, integration, By.MOCK_STATUS)));
        yield _ -> phases;
      }
      case HTTP -> {
        RequestBody body = requestBody(integration);
        Phase mapped = response(method, integration, By.STATUS);
        yield binding ->
            new HttpCompiler(backends)
                .bind(
                    integration,
                    greedy,
                    binding,
                    (target, http) ->
                        List.of(
                            new BuildIntegrationRequest(body, mappings, target),
                            new Invoke(http, timeout(integration)),
                            mapped));
      }
      case HTTP_PROXY ->
          binding ->
              new HttpCompiler(backends)
                  .bind(
                      integration,
                      greedy,
                      binding,
                      (target, http) ->
                          List.of(
                              new BuildProxyRequest(target, mappings),
                              streams(integration)
                                  ? streamed(new StreamedHttpIntegration(http), integration)
                                  : new Invoke(http, timeout(integration)),
                              new PassProxyResponse()));
      case AWS ->
          LambdaUri.isForLambda(integration.uri())
              ? function(method, integration, mappings)
              : service(method, integration, mappings, greedy);
      case AWS_PROXY ->
          LambdaUri.isForLambda(integration.uri())
              ? binding ->
                  onFunction(
                      integration,
                      binding,
                      function ->
                          streams(integration)
                              ? List.of(
                                  new BuildProxyEvent(binary),
                                  streamed(
                                      new StreamedLambdaIntegration(function.call()), integration),
                                  new MapStreamedResult())
                              : List.of(
                                  new BuildProxyEvent(binary),
                                  new Invoke(function, timeout(integration)),
                                  new MapProxyResult(binary)))
              : proxyService(integration);
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalStateException("stored integration type " + integration.typeAsString());
    };
  }

  private CompiledMethod.Binder function(
      Method method, Integration integration, ParameterMappings mappings) {
    RequestBody body = requestBody(integration);
    Phase mapped = response(method, integration, By.ERROR_MESSAGE);
    return binding ->
        onFunction(
            integration,
            binding,
            function ->
                List.of(
                    new BuildIntegrationRequest(body, mappings, null),
                    new Invoke(function, timeout(integration)),
                    mapped));
  }

  private CompiledMethod.Binder service(
      Method method, Integration integration, ParameterMappings mappings, Set<String> greedy) {
    RequestBody body = requestBody(integration);
    Phase mapped = response(method, integration, By.STATUS);
    return binding ->
        new ServiceCompiler(backends.services())
            .bind(
                integration,
                greedy,
                binding,
                (target, service) ->
                    List.of(
                        new BuildIntegrationRequest(body, mappings, target),
                        new Invoke(service, timeout(integration)),
                        mapped));
  }

  /** Firehose is the one: its request and its response pass as they are. */
  private CompiledMethod.Binder proxyService(Integration integration) {
    RequestBody body =
        BodyCompiler.request(
            integration.toBuilder()
                .requestTemplates(Map.of())
                .passthroughBehavior("WHEN_NO_MATCH")
                .contentHandling((String) null)
                .build(),
            binary,
            library);
    return binding ->
        new ServiceCompiler(backends.services())
            .bind(
                integration,
                Set.of(),
                binding,
                (target, service) ->
                    List.of(
                        new BuildProxyServiceRequest(body, target),
                        new Invoke(service, timeout(integration)),
                        new PassProxyResponse()));
  }

  /** What AWS accepts when it is put and fails at each request. */
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
              switch (parts[2].toLowerCase(Locale.ROOT)) {
                case "header" -> headers;
                case "querystring" -> query;
                default -> path;
              };
          target.add(new Mapped(parts[3], MappingExpression.compile(source)));
        });
    return headers.isEmpty() && query.isEmpty() && path.isEmpty()
        ? ParameterMappings.NONE
        : new ParameterMappings(headers, query, path);
  }

  /** Placeholders of the URI that a greedy path parameter fills: their slashes stay slashes. */
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

  private static boolean streams(Integration integration) {
    return integration.responseTransferMode() == ResponseTransferMode.STREAM;
  }

  private Phase streamed(
      dev.postern.execute.integration.Integration target, Integration integration) {
    Invoke invoke = new Invoke(target, timeout(integration));
    return new InvokeStreaming(invoke, streaming.idle(), streaming.clock());
  }

  private static Duration timeout(Integration integration) {
    return integration.timeoutInMillis() == null
        ? DEFAULT_TIMEOUT
        : Duration.ofMillis(integration.timeoutInMillis());
  }

  private interface OnFunction {
    List<Phase> phases(LambdaIntegration function);
  }

  private List<Phase> onFunction(Integration integration, StageBinding binding, OnFunction then) {
    Map<String, String> variables = binding.variables();
    String uri = StageVariables.substitute(integration.uri(), variables);
    Optional<LambdaUri> function = LambdaUri.parse(uri);
    if (function.isEmpty()) {
      return List.of(new Refuse(_ -> GatewayErrors.invalidPermissionsOnFunction()));
    }
    String credentials =
        StageVariables.substitute(
            integration.credentials() == null ? "" : integration.credentials(), variables);
    return then.phases(
        new LambdaIntegration(
            new FunctionCall(
                backends.directory(),
                backends.runner(),
                function.get().functionArn(),
                function.get().qualifier(),
                backends.invokePermissionChecked() && credentials.isEmpty())));
  }
}
