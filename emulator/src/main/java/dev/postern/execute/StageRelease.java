package dev.postern.execute;

import dev.postern.aws.ApiId;
import dev.postern.aws.Caller;
import dev.postern.aws.MethodArn;
import dev.postern.aws.StageName;
import dev.postern.execute.front.Compression;
import dev.postern.execute.front.Endpoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A release of a stage: a deployment with the settings of the stage.
 *
 * @param domainName the API's host name on AWS
 * @param variables stage variables
 * @param refusals renders the responses to refused requests
 * @param compression compression of responses; null for none
 * @param endpoint handling of the API's endpoint type
 * @param canaryRequest {@code $context.isCanaryRequest}; null on a stage without a canary
 */
public record StageRelease(
    ApiId api,
    Caller owner,
    String domainName,
    StageName name,
    String deploymentId,
    Map<String, String> variables,
    RefusalRenderer refusals,
    @Nullable Compression compression,
    Endpoint endpoint,
    @Nullable Boolean canaryRequest) {

  public StageRelease {
    variables = Map.copyOf(variables);
  }

  /**
   * Returns the ARN of a method.
   *
   * @param path path of the request, or the resource's path with {@code *} for its parameters
   */
  public String methodArn(String verb, String path) {
    return MethodArn.of(owner, api, name, verb, path);
  }

  /** Returns API and stage as logs write them, such as {@code a1b2c3d4e5/dev}. */
  public String path() {
    return api.value() + "/" + name.value();
  }

  /** Returns the ARN of an authorizer of the API. */
  public String authorizerArn(String id) {
    return MethodArn.ofAuthorizer(owner, api, id);
  }
}
