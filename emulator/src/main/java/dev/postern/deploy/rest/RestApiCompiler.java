package dev.postern.deploy.rest;

import dev.postern.auth.RequestSignature;
import dev.postern.aws.ApiId;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.aws.error.GatewayResponseType;
import dev.postern.control.state.RestApiContent;
import dev.postern.deploy.target.Backends;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.front.Compression;
import dev.postern.execute.phase.Refuse;
import dev.postern.execute.rest.GatewayResponses;
import dev.postern.execute.rest.GatewayResponses.Customised;
import dev.postern.execute.rest.InvalidationPermission;
import dev.postern.http.MediaType;
import dev.postern.mapping.BinaryMediaTypes;
import dev.postern.mapping.MappingExpression;
import dev.postern.mapping.SubstitutionTemplate;
import dev.postern.mapping.TemplateLibrary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/** A compiler of the content of a deployment. All parsing happens here, once. */
public final class RestApiCompiler {
  private static final String HEADER_KEY = "gatewayresponse.header.";

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
    AccessCompiler access = new AccessCompiler(backends, content);
    InvalidationPermission invalidation = new InvalidationPermission(access.resourcePolicy());
    List<CompiledMethod> methods = new ArrayList<>();
    for (Resource resource : content.resources().values()) {
      if (resource.hasResourceMethods()) {
        resource
            .resourceMethods()
            .forEach((verb, method) ->
                methods.add(
                    compile(
                        integrations,
                        validations,
                        resource,
                        verb,
                        method,
                        access.compile(method),
                        CompiledUsage.of(api, method),
                        CompiledCache.of(resource.id(), method, invalidation))));
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
        CompiledAccess.OPEN,
        CompiledUsage.OPEN,
        null);
  }

  /**
   * Compiles an authorizer of a draft, as TestInvokeAuthorizer calls it.
   *
   * @param variables stage variables, substituted in its URI
   */
  Phase draftAuthorizer(
      RestApiContent content, Authorizer authorizer, Map<String, String> variables) {
    return new AccessCompiler(backends, content).draft(authorizer, variables);
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
      CompiledAccess access,
      CompiledUsage usage,
      @Nullable CompiledCache cache) {
    return new CompiledMethod(
        resource.id(),
        resource.path(),
        verb,
        method.operationName() == null ? "" : method.operationName(),
        access,
        usage,
        validations.compile(method),
        cache,
        integrations.compile(resource.path(), method));
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
