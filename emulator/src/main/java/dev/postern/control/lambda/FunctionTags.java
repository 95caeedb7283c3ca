package dev.postern.control.lambda;

import dev.postern.aws.Arn;
import dev.postern.aws.Caller;
import dev.postern.aws.error.LambdaErrors;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;

/** Operations on tags of functions, the only Lambda resources of Postern. */
final class FunctionTags {
  private static final int MAX_TAGS = 50;

  private final FunctionStates states;

  FunctionTags(FunctionStates states) {
    this.states = states;
  }

  /**
   * Returns the tags.
   *
   * @throws dev.postern.aws.error.AwsException if there are more than 50
   */
  static Map<String, String> checked(Map<String, String> tags) {
    if (tags.size() > MAX_TAGS) {
      throw LambdaErrors.tooManyTags();
    }
    return tags;
  }

  TagResourceResponse tagResource(Caller caller, TagResourceRequest request) {
    String name = functionOf(caller, "TagResource", request.resource());
    states.update(
        caller,
        name,
        state -> {
          Map<String, String> tags = new HashMap<>(state.tags());
          tags.putAll(request.tags());
          return state.withTags(checked(tags));
        });
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untagResource(Caller caller, UntagResourceRequest request) {
    String name = functionOf(caller, "UntagResource", request.resource());
    states.update(
        caller,
        name,
        state -> {
          Map<String, String> tags = new HashMap<>(state.tags());
          tags.keySet().removeAll(request.tagKeys());
          return state.withTags(tags);
        });
    return UntagResourceResponse.builder().build();
  }

  ListTagsResponse listTags(Caller caller, ListTagsRequest request) {
    String name = functionOf(caller, "ListTags", request.resource());
    return ListTagsResponse.builder().tags(states.get(caller, name).tags()).build();
  }

  private static String functionOf(Caller caller, String operation, String resource) {
    boolean function =
        Arn.parse(resource).filter(arn -> arn.resource().startsWith("function:")).isPresent();
    if (!function) {
      throw LambdaErrors.resourceNotFound();
    }
    FunctionReference reference = FunctionReference.parse(caller, operation, resource);
    reference.requireLatest();
    return reference.name();
  }
}
