package dev.postern.control.rest.stage;

import static dev.postern.control.rest.patch.Changes.description;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.error.RestErrors;
import dev.postern.aws.error.StageErrors;
import dev.postern.control.Descriptions;
import dev.postern.control.Pages;
import dev.postern.control.Refusals;
import dev.postern.control.RestApiStates;
import dev.postern.control.RestApiStates.Outcome;
import dev.postern.control.domain.EndpointRules;
import dev.postern.control.rest.content.Drafts;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.state.RestApiContent;
import dev.postern.control.state.RestApiState;
import dev.postern.control.state.RestApiState.Deployed;
import dev.postern.sdk.Shapes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.Deployment;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentsResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodSnapshot;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.UpdateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateDeploymentResponse;

/**
 * Operations on Deployment: a snapshot of an API that stages refer to.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html">
 *     Deploy REST APIs in API Gateway</a>
 */
public final class Deployments {
  private final RestApiStates apis;
  private final StageRules rules;
  private final Pages pages;
  private final Ids ids;
  private final InstantSource clock;

  public Deployments(
      RestApiStates apis, StageRules rules, Pages pages, Ids ids, InstantSource clock) {
    this.apis = apis;
    this.rules = rules;
    this.pages = pages;
    this.ids = ids;
    this.clock = clock;
  }

  private static final class Patches {
    static final PatchTable<Deployment> TABLE =
        PatchTable.<Deployment>refusing(Refusals::byOperation)
            .on(REPLACE, "/description", description(Deployment.Builder::description))
            .build();
  }

  /** Creates a deployment. Requests see it at once if the request names a stage. */
  public CreateDeploymentResponse createDeployment(Caller caller, CreateDeploymentRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Deployment created =
        apis.change(
            caller,
            request.restApiId(),
            state -> {
              checkStage(state, request);
              checkContent(state.content());
              Deployment deployment =
                  Deployment.builder()
                      .id(ids.sixCharacters(state.deployments()::containsKey))
                      .description(Descriptions.orNone(request.description()))
                      .createdDate(now)
                      .build();
              RestApiState deployed = with(state, new Deployed(deployment, state.content()));
              if (!namesStage(request)) {
                return Outcome.draft(deployed, deployment);
              }
              return new Outcome<>(
                  withStage(deployed, deployment.id(), request, now), deployment, true);
            });
    return Shapes.as(created, CreateDeploymentResponse::builder).build();
  }

  private static boolean namesStage(CreateDeploymentRequest request) {
    return request.stageName() != null && !request.stageName().isEmpty();
  }

  private static void checkStage(RestApiState state, CreateDeploymentRequest request) {
    if (!namesStage(request)) {
      if (request.canarySettings() != null) {
        throw StageErrors.canaryNeedsStageName(request.stageName());
      }
      return;
    }
    StageRules.checkName(request.stageName());
    Stage stage = state.stages().get(request.stageName());
    if (stage == null && request.canarySettings() != null) {
      throw StageErrors.canaryNeedsStage(request.stageName());
    }
    if (stage != null && stage.canarySettings() != null && request.canarySettings() == null) {
      throw StageErrors.stageHasCanary(request.stageName());
    }
  }

  private static void checkContent(RestApiContent content) {
    boolean methods = false;
    for (Resource resource : content.resources().values()) {
      for (Method method : resource.resourceMethods().values()) {
        if (method.methodIntegration() == null) {
          throw StageErrors.methodWithoutIntegration();
        }
        methods = true;
      }
    }
    if (!methods) {
      throw StageErrors.noMethods();
    }
    if (EndpointRules.isPrivate(content.api().endpointConfiguration())
        && content.api().policy() == null) {
      throw StageErrors.privateApiWithoutPolicy();
    }
  }

  /** Returns the API with the stage, new or present, that refers to the deployment. */
  private RestApiState withStage(
      RestApiState state, String deploymentId, CreateDeploymentRequest request, Instant now) {
    Stage present = state.stages().get(request.stageName());
    Stage.Builder stage =
        present == null ? Stage.builder().stageName(request.stageName()) : present.toBuilder();
    if (request.canarySettings() == null) {
      stage.deploymentId(deploymentId);
    } else {
      stage.canarySettings(Canaries.ofDeployment(request.canarySettings(), deploymentId));
    }
    if (request.stageDescription() != null) {
      stage.description(Descriptions.orNone(request.stageDescription()));
    }
    if (request.cacheClusterEnabled() != null) {
      stage.cacheClusterEnabled(request.cacheClusterEnabled());
    }
    if (request.cacheClusterSize() != null) {
      stage.cacheClusterSize(request.cacheClusterSize());
    }
    if (request.hasVariables()) {
      stage.variables(request.variables());
    }
    if (request.tracingEnabled() != null) {
      stage.tracingEnabled(request.tracingEnabled());
    }
    return present == null
        ? rules.withNew(state, stage.build(), now)
        : rules.with(state, stage.lastUpdatedDate(now).build(), now);
  }

  public GetDeploymentResponse getDeployment(Caller caller, GetDeploymentRequest request) {
    Deployed deployed = deployed(apis.get(caller, request.restApiId()), request.deploymentId());
    GetDeploymentResponse.Builder shown =
        Shapes.as(deployed.deployment(), GetDeploymentResponse::builder);
    return request.embed().contains("apisummary")
        ? shown.apiSummary(summary(deployed.content())).build()
        : shown.build();
  }

  private static Map<String, Map<String, MethodSnapshot>> summary(RestApiContent content) {
    Map<String, Map<String, MethodSnapshot>> summary = new LinkedHashMap<>();
    content
        .paths()
        .forEach((path, id) -> {
          Map<String, MethodSnapshot> methods = new LinkedHashMap<>();
          Drafts.resource(content, id)
              .resourceMethods()
              .forEach((verb, method) -> methods.put(verb, snapshot(method)));
          if (!methods.isEmpty()) {
            summary.put(path, methods);
          }
        });
    return summary;
  }

  private static MethodSnapshot snapshot(Method method) {
    return MethodSnapshot.builder()
        .authorizationType(method.authorizationType())
        .apiKeyRequired(method.apiKeyRequired())
        .build();
  }

  public GetDeploymentsResponse getDeployments(Caller caller, GetDeploymentsRequest request) {
    Pages.Page<Deployed> page =
        pages.oldestFirst(
            apis.get(caller, request.restApiId()).deployments(),
            request.limit(),
            request.position(),
            _ -> true);
    return GetDeploymentsResponse.builder()
        .items(page.map(Deployed::deployment))
        .position(page.position())
        .build();
  }

  public UpdateDeploymentResponse updateDeployment(Caller caller, UpdateDeploymentRequest request) {
    Deployment updated =
        apis.change(
            caller,
            request.restApiId(),
            state -> {
              Deployed old = deployed(state, request.deploymentId());
              Deployment deployment =
                  Patches.TABLE.apply(old.deployment(), request.patchOperations());
              return Outcome.draft(
                  with(state, new Deployed(deployment, old.content())), deployment);
            });
    return Shapes.as(updated, UpdateDeploymentResponse::builder).build();
  }

  public DeleteDeploymentResponse deleteDeployment(Caller caller, DeleteDeploymentRequest request) {
    apis.edit(
        caller,
        request.restApiId(),
        state -> {
          String id = deployed(state, request.deploymentId()).deployment().id();
          if (state.stages().values().stream().anyMatch(stage -> uses(stage, id))) {
            throw StageErrors.deploymentInUse();
          }
          return state.withDeployments(state.deployments().minus(id));
        });
    return DeleteDeploymentResponse.builder().build();
  }

  private static boolean uses(Stage stage, String deploymentId) {
    return deploymentId.equals(stage.deploymentId())
        || (stage.canarySettings() != null
            && deploymentId.equals(stage.canarySettings().deploymentId()));
  }

  private static Deployed deployed(RestApiState state, String deploymentId) {
    return state
        .deployments()
        .find(deploymentId)
        .orElseThrow(RestErrors::invalidDeploymentIdentifier);
  }

  private static RestApiState with(RestApiState state, Deployed deployed) {
    return state.withDeployments(state.deployments().plus(deployed.deployment().id(), deployed));
  }
}
