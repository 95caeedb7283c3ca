package dev.postern.control.rest.stage;

import dev.postern.aws.Caller;
import dev.postern.aws.error.DomainErrors;
import dev.postern.aws.error.RestErrors;
import dev.postern.aws.error.StageErrors;
import dev.postern.control.AccountStates;
import dev.postern.control.Descriptions;
import dev.postern.control.Publisher;
import dev.postern.control.RestApiStates;
import dev.postern.control.TagRules;
import dev.postern.control.domain.BasePathMappings;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.RestApiState;
import dev.postern.sdk.Shapes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.model.CreateStageRequest;
import software.amazon.awssdk.services.apigateway.model.CreateStageResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteStageResponse;
import software.amazon.awssdk.services.apigateway.model.FlushStageAuthorizersCacheRequest;
import software.amazon.awssdk.services.apigateway.model.FlushStageAuthorizersCacheResponse;
import software.amazon.awssdk.services.apigateway.model.FlushStageCacheRequest;
import software.amazon.awssdk.services.apigateway.model.FlushStageCacheResponse;
import software.amazon.awssdk.services.apigateway.model.GetStageRequest;
import software.amazon.awssdk.services.apigateway.model.GetStageResponse;
import software.amazon.awssdk.services.apigateway.model.GetStagesRequest;
import software.amazon.awssdk.services.apigateway.model.GetStagesResponse;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateStageResponse;

/**
 * Operations on Stage: a named reference to a deployment, with settings. Requests see every change
 * at once.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_Stage.html">Stage</a>
 */
public final class Stages {
  private final RestApiStates apis;
  private final AccountStates accounts;
  private final TagRules tagRules;
  private final Publisher publisher;
  private final StageRules rules;
  private final InstantSource clock;

  public Stages(
      RestApiStates apis,
      AccountStates accounts,
      TagRules tagRules,
      Publisher publisher,
      StageRules rules,
      InstantSource clock) {
    this.apis = apis;
    this.accounts = accounts;
    this.tagRules = tagRules;
    this.publisher = publisher;
    this.rules = rules;
    this.clock = clock;
  }

  public CreateStageResponse createStage(Caller caller, CreateStageRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Map<String, String> tags = tagRules.ofNew(request.tags());
    Stage.Builder sent =
        Shapes.as(request, Stage::builder)
            .description(Descriptions.orNone(request.description()))
            .canarySettings(Canaries.ofStage(request.canarySettings(), request.deploymentId()))
            .tags(tags.isEmpty() ? null : tags);
    RestApiState created =
        apis.publish(
            caller,
            request.restApiId(),
            state -> {
              StageRules.checkName(request.stageName());
              if (state.stages().containsKey(request.stageName())) {
                throw StageErrors.stageExists();
              }
              if (!state.deployments().containsKey(request.deploymentId())) {
                throw RestErrors.invalidDeploymentIdentifier();
              }
              return rules.withNew(state, sent.build(), now);
            });
    return Shapes.as(shown(created, request.stageName(), now), CreateStageResponse::builder)
        .build();
  }

  public static RestApiState with(RestApiState state, Stage stage) {
    return state.withStages(state.stages().plus(stage.stageName(), stage));
  }

  public GetStageResponse getStage(Caller caller, GetStageRequest request) {
    RestApiState state = apis.get(caller, request.restApiId());
    return Shapes.as(shown(state, request.stageName(), clock.instant()), GetStageResponse::builder)
        .build();
  }

  public GetStagesResponse getStages(Caller caller, GetStagesRequest request) {
    String deploymentId = request.deploymentId();
    Instant now = clock.instant();
    RestApiState state = apis.get(caller, request.restApiId());
    List<Stage> stages =
        state.stages().values().stream()
            .filter(stage -> deploymentId == null || deploymentId.equals(stage.deploymentId()))
            .map(stage -> CacheClusters.shown(state, stage, now))
            .toList();
    return GetStagesResponse.builder().item(stages).build();
  }

  public UpdateStageResponse updateStage(Caller caller, UpdateStageRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    AccountState account = accounts.get(caller);
    boolean mayLog = account.settings().cloudwatchRoleArn() != null;
    RestApiState updated =
        apis.publish(
            caller,
            request.restApiId(),
            state -> {
              Stage old = stage(state, request.stageName());
              Stage patched = StagePatches.TABLE.apply(old, request.patchOperations());
              if (StageRules.logs(patched) && !StageRules.logs(old) && !mayLog) {
                throw StageErrors.loggingNeedsRole();
              }
              Stage stage = patched.toBuilder().lastUpdatedDate(now).build();
              StageRules.checkClientCertificate(account, stage);
              return rules.with(state, stage, now);
            });
    return Shapes.as(shown(updated, request.stageName(), now), UpdateStageResponse::builder)
        .build();
  }

  public DeleteStageResponse deleteStage(Caller caller, DeleteStageRequest request) {
    apis.publish(
        caller,
        request.restApiId(),
        state -> {
          String name = stage(state, request.stageName()).stageName();
          List<String> domains = BasePathMappings.domainsOf(accounts.get(caller), state.id(), name);
          if (!domains.isEmpty()) {
            throw DomainErrors.stageIsMapped(name, domains);
          }
          return state
              .withStages(state.stages().minus(name))
              .withCacheTransitions(state.cacheTransitions().minus(name));
        });
    // After the stage is gone: a plan that is changed meanwhile no longer finds it.
    accounts.publish(
        caller, state -> state.withoutApiStages(request.restApiId(), request.stageName()));
    return DeleteStageResponse.builder().build();
  }

  public FlushStageCacheResponse flushStageCache(Caller caller, FlushStageCacheRequest request) {
    Instant now = clock.instant();
    apis.edit(
        caller,
        request.restApiId(),
        state -> {
          Stage stage = stage(state, request.stageName());
          publisher.flushStageCache(caller, request.restApiId(), stage.stageName());
          return CacheClusters.flushed(state, stage, now);
        });
    return FlushStageCacheResponse.builder().build();
  }

  public FlushStageAuthorizersCacheResponse flushStageAuthorizersCache(
      Caller caller, FlushStageAuthorizersCacheRequest request) {
    Stage stage = stage(apis.get(caller, request.restApiId()), request.stageName());
    publisher.flushStageAuthorizersCache(caller, request.restApiId(), stage.stageName());
    return FlushStageAuthorizersCacheResponse.builder().build();
  }

  private static Stage shown(RestApiState state, String name, Instant now) {
    return CacheClusters.shown(state, stage(state, name), now);
  }

  public static Stage stage(RestApiState state, String name) {
    return Optional.ofNullable(state.stages().get(name))
        .orElseThrow(RestErrors::invalidStageIdentifier);
  }
}
