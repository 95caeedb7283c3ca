package dev.postern.deploy.rest;

import dev.postern.auth.AccessKeys;
import dev.postern.auth.policy.Policy;
import dev.postern.auth.policy.PolicyKind;
import dev.postern.aws.Limits;
import dev.postern.aws.error.AccessErrors;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.control.state.RestApiContent;
import dev.postern.deploy.target.Backends;
import dev.postern.deploy.target.LambdaUri;
import dev.postern.execute.Phase;
import dev.postern.execute.phase.Refuse;
import dev.postern.execute.rest.AuthorizerCache;
import dev.postern.execute.rest.CheckAuthorization;
import dev.postern.execute.rest.CheckIamAuthorization;
import dev.postern.execute.rest.CheckResourcePolicy;
import dev.postern.execute.rest.IdentitySources;
import dev.postern.execute.rest.LambdaAuthorizer;
import dev.postern.execute.rest.LimitMethodArn;
import dev.postern.execute.rest.VerifySignature;
import dev.postern.mapping.StageVariables;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.AuthorizerType;
import software.amazon.awssdk.services.apigateway.model.Method;

/** A compiler of who may call the methods of an API. */
final class AccessCompiler {
  /** A limit on the method ARN, which policies and authorizers are evaluated for. */
  private static final Phase METHOD_ARN = new LimitMethodArn(Limits.AWS.methodArnBytes());

  private final Backends backends;
  private final Map<String, Authorizer> authorizers;
  private final @Nullable Policy resourcePolicy;

  AccessCompiler(Backends backends, RestApiContent content) {
    this.backends = backends;
    this.authorizers = content.authorizers();
    String policy = content.api().policy();
    this.resourcePolicy =
        policy == null || policy.isEmpty() ? null : Policy.parse(policy, PolicyKind.RESOURCE_BASED);
  }

  /** Returns the API's resource policy, or null if it has none. */
  @Nullable Policy resourcePolicy() {
    return resourcePolicy;
  }

  /** Returns who may call a method. */
  CompiledAccess compile(Method method) {
    String type = method.authorizationType();
    return switch (type == null ? "NONE" : type) {
      case "NONE" -> {
        if (resourcePolicy == null) {
          yield CompiledAccess.OPEN;
        }
        MethodAccess access =
            new MethodAccess(METHOD_ARN, new CheckResourcePolicy(resourcePolicy, true), null, null);
        yield _ -> access;
      }
      case "AWS_IAM" -> {
        MethodAccess access =
            new MethodAccess(
                METHOD_ARN,
                null,
                new VerifySignature(AccessKeys.TEST),
                new CheckIamAuthorization(resourcePolicy));
        yield _ -> access;
      }
      case "CUSTOM" -> custom(authorizers.get(method.authorizerId()));
      default -> {
        GatewayException refusal = GatewayErrors.notImplemented("the authorization type " + type);
        MethodAccess access = new MethodAccess(METHOD_ARN, null, new Refuse(_ -> refusal), null);
        yield _ -> access;
      }
    };
  }

  private CompiledAccess custom(@Nullable Authorizer authorizer) {
    Phase checkResourcePolicy =
        resourcePolicy == null ? null : new CheckResourcePolicy(resourcePolicy, false);
    Phase authorize = new CheckAuthorization(resourcePolicy);
    return stage ->
        new MethodAccess(
            METHOD_ARN,
            checkResourcePolicy,
            authorizer == null
                ? new Refuse(_ -> AccessErrors.invalidAuthorizer("Authorizer error"))
                : lambda(authorizer, stage.variables(), cache(stage, authorizer)),
            authorize);
  }

  private static @Nullable AuthorizerCache cache(StageBinding stage, Authorizer authorizer) {
    AuthorizerCaches caches = stage.authorizerCaches();
    return caches == null ? null : caches.of(stage.stage(), authorizer);
  }

  /**
   * Compiles an authorizer of a draft, as TestInvokeAuthorizer calls it.
   *
   * @param variables stage variables, substituted in its URI
   */
  Phase draft(Authorizer authorizer, Map<String, String> variables) {
    return authorizer.type() == AuthorizerType.COGNITO_USER_POOLS
        // No token can be valid: there is no user pool whose keys could have signed it.
        ? new Refuse(LambdaAuthorizer::unauthorized)
        : lambda(authorizer, variables, null);
  }

  private Phase lambda(
      Authorizer authorizer, Map<String, String> variables, @Nullable AuthorizerCache cache) {
    String uri = authorizer.authorizerUri() == null ? "" : authorizer.authorizerUri();
    Optional<LambdaUri> function = LambdaUri.parse(StageVariables.substitute(uri, variables));
    boolean token = authorizer.type() == AuthorizerType.TOKEN;
    try {
      return new LambdaAuthorizer(
          authorizer.id(),
          function
              .map(named ->
                  FunctionCompiler.call(
                      backends, named, authorizer.authorizerCredentials(), variables))
              .orElse(null),
          token ? LambdaAuthorizer.Kind.TOKEN : LambdaAuthorizer.Kind.REQUEST,
          IdentitySources.parse(
              authorizer.identitySource() == null ? "" : authorizer.identitySource(),
              token ? pattern(authorizer.identityValidationExpression()) : null),
          cache,
          backends.clock());
    } catch (IllegalArgumentException broken) {
      GatewayException refusal =
          AccessErrors.invalidAuthorizer(String.valueOf(broken.getMessage()));
      return new Refuse(_ -> refusal);
    }
  }

  private static @Nullable Pattern pattern(@Nullable String expression) {
    if (expression == null || expression.isEmpty()) {
      return null;
    }
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("identityValidationExpression: " + e.getDescription(), e);
    }
  }
}
