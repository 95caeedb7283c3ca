package dev.postern.control.rest.content;

import static dev.postern.control.rest.patch.Changes.choice;
import static dev.postern.control.rest.patch.Changes.integer;
import static dev.postern.control.rest.patch.Changes.memberByValue;
import static dev.postern.control.rest.patch.Changes.text;
import static dev.postern.control.rest.patch.PatchTable.ADD_REMOVE;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.Arn;
import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Quota;
import dev.postern.aws.error.MethodErrors;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.Pages;
import dev.postern.control.Quotas;
import dev.postern.control.Refusals;
import dev.postern.control.RestApiStates;
import dev.postern.control.RestApiStates.Outcome;
import dev.postern.control.rest.patch.Patch;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.state.RestApiContent;
import dev.postern.control.state.RestApiState;
import dev.postern.sdk.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.AuthorizerType;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizersRequest;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizersResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateAuthorizerResponse;

/**
 * Operations on Authorizer: decides whether a caller may call a method.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html">Authorizer</a>
 */
public final class Authorizers {
  private static final int MAX_TTL_SECONDS = 3_600;

  private final RestApiStates apis;
  private final Pages pages;
  private final Quotas quotas;
  private final Ids ids;

  public Authorizers(RestApiStates apis, Pages pages, Quotas quotas, Ids ids) {
    this.apis = apis;
    this.pages = pages;
    this.quotas = quotas;
    this.ids = ids;
  }

  private static final class Patches {
    static final PatchTable<Authorizer> TABLE =
        PatchTable.<Authorizer>refusing(Refusals::byOperation)
            .on(REPLACE, "/name", text(Authorizer.Builder::name))
            .on(
                REPLACE,
                "/type",
                choice(Authorizer.Builder::type, Set.of("TOKEN", "REQUEST", "COGNITO_USER_POOLS")))
            .on(REPLACE, "/authType", text(Authorizer.Builder::authType))
            .on(REPLACE, "/authorizerUri", text(Authorizer.Builder::authorizerUri))
            .on(REPLACE, "/authorizerCredentials", text(Authorizer.Builder::authorizerCredentials))
            .on(
                REPLACE,
                "/authorizerResultTtlInSeconds",
                integer(Authorizer.Builder::authorizerResultTtlInSeconds))
            .on(REPLACE, "/identitySource", text(Authorizer.Builder::identitySource))
            .on(
                REPLACE,
                "/identityValidationExpression",
                text(Authorizer.Builder::identityValidationExpression))
            .on(ADD_REMOVE, "/identitySource", Patches::identitySource)
            .on(
                ADD_REMOVE,
                "/providerARNs",
                memberByValue(Authorizer::providerARNs, Authorizer.Builder::providerARNs))
            .build();

    /** Adds or removes a source in the comma-separated text. */
    private static Authorizer identitySource(Authorizer authorizer, Patch patch) {
      List<String> sources = new ArrayList<>();
      if (authorizer.identitySource() != null) {
        sources.addAll(List.of(authorizer.identitySource().split("\\s*,\\s*")));
      }
      sources.remove(patch.value());
      if (!patch.removes() && patch.value() != null) {
        sources.add(patch.value());
      }
      return authorizer.toBuilder()
          .identitySource(sources.isEmpty() ? null : String.join(",", sources))
          .build();
    }
  }

  public CreateAuthorizerResponse createAuthorizer(Caller caller, CreateAuthorizerRequest request) {
    Authorizer sent = checked(Shapes.as(request, Authorizer::builder).build());
    Authorizer created =
        apis.change(
            caller,
            request.restApiId(),
            RestErrors::concurrentModification,
            state -> {
              quotas.checkRoom(
                  Quota.AUTHORIZERS_PER_API, () -> state.content().authorizers().size());
              String id = ids.sixCharacters(state.content().authorizers()::containsKey);
              Authorizer authorizer = sent.toBuilder().id(id).build();
              return Outcome.draft(with(state, authorizer), authorizer);
            });
    return Shapes.as(created, CreateAuthorizerResponse::builder).build();
  }

  public GetAuthorizerResponse getAuthorizer(Caller caller, GetAuthorizerRequest request) {
    Authorizer authorizer =
        authorizer(
            apis.get(caller, request.restApiId(), RestErrors::invalidAuthorizerIdentifier),
            request.authorizerId());
    return Shapes.as(authorizer, GetAuthorizerResponse::builder).build();
  }

  public GetAuthorizersResponse getAuthorizers(Caller caller, GetAuthorizersRequest request) {
    Pages.Page<Authorizer> page =
        pages.oldestFirst(
            apis.get(caller, request.restApiId()).content().authorizers(),
            request.limit(),
            request.position(),
            _ -> true);
    return GetAuthorizersResponse.builder().items(page.items()).position(page.position()).build();
  }

  public UpdateAuthorizerResponse updateAuthorizer(Caller caller, UpdateAuthorizerRequest request) {
    Authorizer updated =
        apis.change(
            caller,
            request.restApiId(),
            RestErrors::invalidAuthorizerIdentifier,
            state -> {
              Authorizer old = authorizer(state, request.authorizerId());
              Authorizer authorizer = checked(Patches.TABLE.apply(old, request.patchOperations()));
              return Outcome.draft(with(state, authorizer), authorizer);
            });
    return Shapes.as(updated, UpdateAuthorizerResponse::builder).build();
  }

  public DeleteAuthorizerResponse deleteAuthorizer(Caller caller, DeleteAuthorizerRequest request) {
    apis.edit(
        caller,
        request.restApiId(),
        RestErrors::invalidAuthorizerIdentifier,
        state -> {
          RestApiContent content = state.content();
          Authorizer authorizer = authorizer(state, request.authorizerId());
          String id = authorizer.id();
          MethodReferences.toAuthorizer(content, id)
              .ifPresent(method -> {
                throw MethodErrors.authorizerInUse(
                    authorizer.name(), method.httpMethod(), method.path());
              });
          return state.withContent(content.withAuthorizers(content.authorizers().minus(id)));
        });
    return DeleteAuthorizerResponse.builder().build();
  }

  /**
   * Returns the authorizer as AWS stores it, after checking it. Cognito authorizers have no TTL.
   */
  public static Authorizer checked(Authorizer authorizer) {
    if (authorizer.name() == null || authorizer.name().isBlank()) {
      throw RestErrors.emptyName();
    }
    if (authorizer.type() == null) {
      throw RestErrors.noAuthorizerType();
    }
    Authorizer.Builder stored = authorizer.toBuilder();
    if (authorizer.type() == AuthorizerType.COGNITO_USER_POOLS) {
      stored.authorizerResultTtlInSeconds(null);
    } else if (!isLambda(authorizer.authorizerUri())) {
      throw RestErrors.invalidAuthorizerUri(authorizer.authorizerUri());
    }
    Integer ttl = authorizer.authorizerResultTtlInSeconds();
    if (ttl != null && (ttl < 0 || ttl > MAX_TTL_SECONDS)) {
      throw RestErrors.invalidAuthorizerTtl();
    }
    if (authorizer.authType() == null) {
      stored.authType(
          authorizer.type() == AuthorizerType.COGNITO_USER_POOLS ? "cognito_user_pools" : "custom");
    }
    return stored.build();
  }

  private static boolean isLambda(@Nullable String uri) {
    return uri != null
        && Arn.parse(uri)
            .filter(arn -> arn.service().equals("apigateway") && arn.account().equals("lambda"))
            .filter(arn -> arn.resource().startsWith("path/"))
            .isPresent();
  }

  private static Authorizer authorizer(RestApiState state, String id) {
    return state
        .content()
        .authorizers()
        .find(id)
        .orElseThrow(RestErrors::invalidAuthorizerIdentifier);
  }

  private static RestApiState with(RestApiState state, Authorizer authorizer) {
    RestApiContent content = state.content();
    return state.withContent(
        content.withAuthorizers(content.authorizers().plus(authorizer.id(), authorizer)));
  }
}
