package dev.postern.control.rest;

import dev.postern.aws.Arn;
import dev.postern.aws.Caller;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.TagRules;
import dev.postern.control.state.RestApiState;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.GetTagsRequest;
import software.amazon.awssdk.services.apigateway.model.GetTagsResponse;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.TagResourceRequest;
import software.amazon.awssdk.services.apigateway.model.TagResourceResponse;
import software.amazon.awssdk.services.apigateway.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigateway.model.UntagResourceResponse;

/**
 * Operations on tags, by the ARN of what they are on: a REST API or one of its stages.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-supported-resources.html">
 *     API Gateway resources that can be tagged</a>
 */
final class Tags {
  private static final Pattern TAGGED =
      Pattern.compile("/restapis/(?<api>[^/]+)(/stages/(?<stage>[^/]+))?");

  private final RestApiStates apis;
  private final TagRules rules;

  Tags(RestApiStates apis, TagRules rules) {
    this.apis = apis;
    this.rules = rules;
  }

  /**
   * What an ARN names.
   *
   * @param stage null when it is the API itself
   */
  private record Tagged(String apiId, @Nullable String stage) {}

  TagResourceResponse tagResource(Caller caller, TagResourceRequest request) {
    edit(caller, request.resourceArn(), present -> rules.merged(present, request.tags()));
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untagResource(Caller caller, UntagResourceRequest request) {
    edit(caller, request.resourceArn(), present -> rules.without(present, request.tagKeys()));
    return UntagResourceResponse.builder().build();
  }

  GetTagsResponse getTags(Caller caller, GetTagsRequest request) {
    Tagged tagged = tagged(request.resourceArn());
    RestApiState state = apis.get(caller, tagged.apiId());
    Map<String, String> tags =
        tagged.stage() == null ? state.tags() : Stages.stage(state, tagged.stage()).tags();
    return GetTagsResponse.builder().tags(Map.copyOf(tags)).build();
  }

  private void edit(Caller caller, String arn, UnaryOperator<Map<String, String>> change) {
    Tagged tagged = tagged(arn);
    apis.edit(
        caller,
        tagged.apiId(),
        state -> {
          if (tagged.stage() == null) {
            return state.withTags(change.apply(state.tags()));
          }
          Stage stage = Stages.stage(state, tagged.stage());
          Map<String, String> tags = change.apply(stage.tags());
          return Stages.with(state, stage.toBuilder().tags(tags.isEmpty() ? null : tags).build());
        });
  }

  private static Tagged tagged(String arn) {
    Matcher resource =
        Arn.parse(arn)
            .filter(parsed -> parsed.service().equals("apigateway"))
            .map(parsed -> TAGGED.matcher(parsed.resource()))
            .filter(Matcher::matches)
            .orElseThrow(RestErrors::invalidArn);
    return new Tagged(resource.group("api"), resource.group("stage"));
  }
}
