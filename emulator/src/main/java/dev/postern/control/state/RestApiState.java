package dev.postern.control.state;

import dev.postern.aws.Caller;
import java.time.Instant;
import java.util.Map;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;
import software.amazon.awssdk.services.apigateway.model.CacheClusterStatus;
import software.amazon.awssdk.services.apigateway.model.Deployment;
import software.amazon.awssdk.services.apigateway.model.DocumentationPart;
import software.amazon.awssdk.services.apigateway.model.DocumentationVersion;
import software.amazon.awssdk.services.apigateway.model.Stage;

/**
 * The whole state of one REST API: an immutable value that operations replace as a whole.
 *
 * @param owner account and region of the API
 * @param place increases with each new API, so it tells the order of creation
 * @param content the current draft
 * @param tags of the API itself
 * @param deployments by id
 * @param stages by name
 * @param documentation current parts by id
 * @param documentationVersions by version
 * @param cacheTransitions cache clusters that change their status, or recently did, by stage name
 */
public record RestApiState(
    Caller owner,
    long place,
    RestApiContent content,
    Map<String, String> tags,
    CreationOrder<Deployed> deployments,
    PSortedMap<String, Stage> stages,
    CreationOrder<DocumentationPart> documentation,
    PSortedMap<String, Documented> documentationVersions,
    PSortedMap<String, CacheTransition> cacheTransitions) {

  public RestApiState {
    tags = Map.copyOf(tags);
  }

  /**
   * A deployment with its snapshot.
   *
   * @param deployment as CreateDeployment stored it
   * @param content the draft at that time
   */
  public record Deployed(Deployment deployment, RestApiContent content) {}

  /**
   * A documentation version with its snapshot of the parts.
   *
   * @param parts by id
   */
  public record Documented(DocumentationVersion version, CreationOrder<DocumentationPart> parts) {}

  /**
   * A cache cluster that has not yet reached the status in the stage.
   *
   * @param status the status until then
   * @param until when the cluster reaches the status in the stage
   */
  public record CacheTransition(CacheClusterStatus status, Instant until) {}

  /** Returns a new API without deployments and stages. */
  public static RestApiState of(Caller owner, RestApiContent content, Map<String, String> tags) {
    return new RestApiState(
        owner,
        0,
        content,
        tags,
        CreationOrder.empty(),
        TreePMap.empty(),
        CreationOrder.empty(),
        TreePMap.empty(),
        TreePMap.empty());
  }

  public String id() {
    return content.api().id();
  }

  public RestApiState withPlace(long newPlace) {
    return new RestApiState(
        owner,
        newPlace,
        content,
        tags,
        deployments,
        stages,
        documentation,
        documentationVersions,
        cacheTransitions);
  }

  public RestApiState withContent(RestApiContent newContent) {
    return new RestApiState(
        owner,
        place,
        newContent,
        tags,
        deployments,
        stages,
        documentation,
        documentationVersions,
        cacheTransitions);
  }

  public RestApiState withTags(Map<String, String> newTags) {
    return new RestApiState(
        owner,
        place,
        content,
        newTags,
        deployments,
        stages,
        documentation,
        documentationVersions,
        cacheTransitions);
  }

  public RestApiState withDeployments(CreationOrder<Deployed> newDeployments) {
    return new RestApiState(
        owner,
        place,
        content,
        tags,
        newDeployments,
        stages,
        documentation,
        documentationVersions,
        cacheTransitions);
  }

  public RestApiState withStages(PSortedMap<String, Stage> newStages) {
    return new RestApiState(
        owner,
        place,
        content,
        tags,
        deployments,
        newStages,
        documentation,
        documentationVersions,
        cacheTransitions);
  }

  public RestApiState withDocumentation(CreationOrder<DocumentationPart> newParts) {
    return new RestApiState(
        owner,
        place,
        content,
        tags,
        deployments,
        stages,
        newParts,
        documentationVersions,
        cacheTransitions);
  }

  public RestApiState withDocumentationVersions(PSortedMap<String, Documented> newVersions) {
    return new RestApiState(
        owner,
        place,
        content,
        tags,
        deployments,
        stages,
        documentation,
        newVersions,
        cacheTransitions);
  }

  public RestApiState withCacheTransitions(PSortedMap<String, CacheTransition> newTransitions) {
    return new RestApiState(
        owner,
        place,
        content,
        tags,
        deployments,
        stages,
        documentation,
        documentationVersions,
        newTransitions);
  }
}
