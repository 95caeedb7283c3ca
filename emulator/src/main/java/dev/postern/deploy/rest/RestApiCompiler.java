package dev.postern.deploy.rest;

import dev.postern.auth.RequestSignature;
import dev.postern.aws.ApiId;
import dev.postern.aws.Limits;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.aws.error.GatewayResponseType;
import dev.postern.control.state.RestApiContent;
import dev.postern.deploy.target.Backends;
import dev.postern.deploy.target.LambdaUri;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.front.Compression;
import dev.postern.execute.phase.Refuse;
import dev.postern.execute.rest.GatewayResponses;
import dev.postern.execute.rest.GatewayResponses.Customised;
import dev.postern.execute.rest.LambdaAuthorizer;
import dev.postern.execute.rest.LimitMethodArn;
import dev.postern.http.MediaType;
import dev.postern.mapping.BinaryMediaTypes;
import dev.postern.mapping.MappingExpression;
import dev.postern.mapping.StageVariables;
import dev.postern.mapping.SubstitutionTemplate;
import dev.postern.mapping.TemplateLibrary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.AuthorizerType;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/** A compiler of the content of a deployment. All parsing happens here, once. */
public final class RestApiCompiler {
  private static final String HEADER_SOURCE = "method.request.header.";
  private static final String HEADER_KEY = "gatewayresponse.header.";

  /** A limit on the method ARN, which policies and authorizers are evaluated for. */
  private static final Phase METHOD_ARN = new LimitMethodArn(Limits.AWS.methodArnBytes());

  private final TemplateLibrary library = new TemplateLibrary();
  private final MockPlans mocks = new MockPlans();
  private final Backends backends;

  public RestApiCompiler(Backends backends) {
    this.backends = backends;
  }

  public CompiledApi compile(RestApiContent content) {
    RestApi api = content.api();
    IntegrationCompiler integrations = integrations(api);
    ValidationCompiler validations = new ValidationCompiler(content);
    List<CompiledMethod> methods = new ArrayList<>();
    for (Resource resource : content.resources().values()) {
      if (resource.hasResourceMethods()) {
        resource
            .resourceMethods()
            .forEach((verb, method) ->
                methods.add(
                    compile(
                        integrations, validations, resource, verb, method, access(api, method))));
      }
    }
    return new CompiledApi(
        new ApiId(api.id()),
        Boolean.TRUE.equals(api.disableExecuteApiEndpoint()),
        methods,
        List.of(new Refuse(RestApiCompiler::unrouted)),
        gatewayResponses(content),
        api.minimumCompressionSize() == null
            ? null
            : new Compression(api.minimumCompressionSize()));
  }

  /** Compiles one method of a draft without access control, as TestInvokeMethod calls it. */
  CompiledMethod compileDraft(
      RestApiContent content, Resource resource, String verb, Method method) {
    return compile(
        integrations(content.api()),
        new ValidationCompiler(content),
        resource,
        verb,
        method,
        MethodAccess.OPEN);
  }

  /**
   * Compiles an authorizer of a draft, as TestInvokeAuthorizer calls it.
   *
   * @param variables stage variables, substituted in its URI
   */
  Phase draftAuthorizer(Authorizer authorizer, Map<String, String> variables) {
    if (authorizer.type() == AuthorizerType.COGNITO_USER_POOLS) {
      // No token can be valid: there is no user pool whose keys could have signed it.
      return new Refuse(_ -> GatewayErrors.unauthorized());
    }
    try {
      return lambdaAuthorizer(authorizer, variables);
    } catch (GatewayException broken) {
      return new Refuse(_ -> broken);
    }
  }

  private LambdaAuthorizer lambdaAuthorizer(Authorizer authorizer, Map<String, String> variables) {
    String uri = authorizer.authorizerUri() == null ? "" : authorizer.authorizerUri();
    LambdaUri function =
        LambdaUri.parse(StageVariables.substitute(uri, variables))
            .orElseThrow(() -> GatewayErrors.invalidAuthorizer("Invalid endpoint address"));
    return new LambdaAuthorizer(
        authorizer.id(),
        FunctionCompiler.call(backends, function, authorizer.authorizerCredentials(), variables),
        token(authorizer));
  }

  private static LambdaAuthorizer.@Nullable Token token(Authorizer authorizer) {
    String source = authorizer.identitySource();
    if (authorizer.type() != AuthorizerType.TOKEN
        || source == null
        || !source.startsWith(HEADER_SOURCE)) {
      return null;
    }
    String expression = authorizer.identityValidationExpression();
    try {
      return new LambdaAuthorizer.Token(
          source.substring(HEADER_SOURCE.length()),
          expression == null || expression.isEmpty() ? null : Pattern.compile(expression));
    } catch (PatternSyntaxException e) {
      throw GatewayErrors.invalidAuthorizer("identityValidationExpression: " + e.getDescription());
    }
  }

  private IntegrationCompiler integrations(RestApi api) {
    return new IntegrationCompiler(
        BinaryMediaTypes.of(api.binaryMediaTypes()),
        library,
        mocks,
        backends,
        Streaming.of(api, backends.clock()));
  }

  private static CompiledMethod compile(
      IntegrationCompiler integrations,
      ValidationCompiler validations,
      Resource resource,
      String verb,
      Method method,
      MethodAccess access) {
    return new CompiledMethod(
        resource.id(),
        resource.path(),
        verb,
        method.operationName() == null ? "" : method.operationName(),
        Boolean.TRUE.equals(method.apiKeyRequired()),
        access,
        validations.compile(method),
        integrations.compile(resource.path(), method));
  }

  /** Returns the phases that decide who may call the method. */
  private static MethodAccess access(RestApi api, Method method) {
    String type = method.authorizationType();
    if (type != null && !type.equals("NONE")) {
      GatewayException refusal = GatewayErrors.notImplemented("the authorization type " + type);
      return new MethodAccess(METHOD_ARN, new Refuse(_ -> refusal), null);
    }
    return new MethodAccess(
        api.policy() == null ? null : METHOD_ARN,
        null,
        Boolean.TRUE.equals(method.apiKeyRequired())
            ? new Refuse(RestApiCompiler::withoutApiKeys)
            : null);
  }

  private static GatewayException withoutApiKeys(Exchange exchange) {
    return exchange.request().headers().contains("x-api-key")
        ? GatewayErrors.notImplemented("API keys")
        : GatewayErrors.invalidApiKey();
  }

  /** Returns the refusal of a request that no resource serves. Only a signed request is told so. */
  private static GatewayException unrouted(Exchange exchange) {
    try {
      return RequestSignature.of(exchange.request()).isPresent()
          ? GatewayErrors.resourceNotFound()
          : GatewayErrors.missingAuthenticationToken();
    } catch (AwsException incomplete) {
      return GatewayErrors.incompleteSignature(incomplete);
    }
  }

  private static GatewayResponses gatewayResponses(RestApiContent content) {
    Map<GatewayResponseType, Customised> customised = new EnumMap<>(GatewayResponseType.class);
    content
        .gatewayResponses()
        .forEach((type, entry) -> customised.put(GatewayResponseType.valueOf(type), of(entry)));
    return customised.isEmpty() ? GatewayResponses.NONE : new GatewayResponses(customised);
  }

  private static Customised of(GatewayResponse entry) {
    Map<String, MappingExpression> headers = new LinkedHashMap<>();
    if (entry.hasResponseParameters()) {
      entry
          .responseParameters()
          .forEach((key, source) ->
              headers.put(key.substring(HEADER_KEY.length()), MappingExpression.compile(source)));
    }
    Map<String, SubstitutionTemplate> templates = new LinkedHashMap<>();
    if (entry.hasResponseTemplates()) {
      entry
          .responseTemplates()
          .forEach((type, source) ->
              templates.put(
                  MediaType.withoutParameters(type), SubstitutionTemplate.compile(source)));
    }
    String status = entry.statusCode();
    return new Customised(status == null ? null : Integer.valueOf(status), headers, templates);
  }
}
