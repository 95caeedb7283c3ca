package dev.postern.control.rest;

import dev.postern.aws.Caller;
import dev.postern.aws.Limits;
import dev.postern.aws.error.DomainErrors;
import dev.postern.aws.error.RestErrors;
import dev.postern.aws.error.StageErrors;
import dev.postern.control.TagRules;
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
import software.amazon.awssdk.services.apigateway.model.GetStageRequest;
import software.amazon.awssdk.services.apigateway.model.GetStageResponse;
import software.amazon.awssdk.services.apigateway.model.GetStagesRequest;
import software.amazon.awssdk.services.apigateway.model.GetStagesResponse;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateStageResponse;

/**
 * Operations on Stage: a deployment that callers reach, with its settings. Every change is visible
 * at once.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_Stage.html">Stage</a>
 */
final class Stages {
  private final RestApiStates apis;
  private final AccountStates accounts;
  private final TagRules tagRules;
  private final InstantSource clock;
  private final Limits limits;

  Stages(
      RestApiStates apis,
      AccountStates accounts,
      TagRules tagRules,
      InstantSource clock,
      Limits limits) {
    this.apis = apis;
    this.accounts = accounts;
    this.tagRules = tagRules;
    this.clock = clock;
    this.limits = limits;
  }

  CreateStageResponse createStage(Caller caller, CreateStageRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Map<String, String> tags = tagRules.ofNew(request.tags());
    Stage.Builder sent =
        Shapes.as(request, Stage::builder)
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
              return withNew(state, sent.build(), now, limits);
            });
    return Shapes.as(stage(created, request.stageName()), CreateStageResponse::builder).build();
  }

  /** The API with one more stage, its defaults filled in. */
  static RestApiState withNew(RestApiState state, Stage sent, Instant now, Limits limits) {
    if (state.stages().size() >= limits.stagesPerApi()) {
      throw StageErrors.tooManyStages();
    }
    Stage stage =
        sent.toBuilder()
            .cacheClusterEnabled(Boolean.TRUE.equals(sent.cacheClusterEnabled()))
            .tracingEnabled(Boolean.TRUE.equals(sent.tracingEnabled()))
            .methodSettings(Map.of())
            .createdDate(now)
            .lastUpdatedDate(now)
            .build();
    return with(state, StageRules.checked(state, stage));
  }

  static RestApiState with(RestApiState state, Stage stage) {
    return state.withStages(state.stages().plus(stage.stageName(), stage));
  }

  GetStageResponse getStage(Caller caller, GetStageRequest request) {
    Stage stage = stage(apis.get(caller, request.restApiId()), request.stageName());
    return Shapes.as(stage, GetStageResponse::builder).build();
  }

  GetStagesResponse getStages(Caller caller, GetStagesRequest request) {
    String deploymentId = request.deploymentId();
    List<Stage> stages =
        apis.get(caller, request.restApiId()).stages().values().stream()
            .filter(stage -> deploymentId == null || deploymentId.equals(stage.deploymentId()))
            .toList();
    return GetStagesResponse.builder().item(stages).build();
  }

  UpdateStageResponse updateStage(Caller caller, UpdateStageRequest request) {
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
              Stage stage =
                  StageRules.checked(state, patched.toBuilder().lastUpdatedDate(now).build());
              StageRules.checkClientCertificate(account, stage);
              return with(state, stage);
            });
    return Shapes.as(stage(updated, request.stageName()), UpdateStageResponse::builder).build();
  }

  DeleteStageResponse deleteStage(Caller caller, DeleteStageRequest request) {
    apis.publish(
        caller,
        request.restApiId(),
        state -> {
          String name = stage(state, request.stageName()).stageName();
          if (BasePathMappings.leadTo(accounts.get(caller), state.id(), name)) {
            throw DomainErrors.stageIsMapped(name);
          }
          return state.withStages(state.stages().minus(name));
        });
    return DeleteStageResponse.builder().build();
  }

  static Stage stage(RestApiState state, String name) {
    return Optional.ofNullable(state.stages().get(name))
        .orElseThrow(RestErrors::invalidStageIdentifier);
  }
}
