package dev.postern.control.rest;

import dev.postern.aws.Arn;
import dev.postern.aws.Caller;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.TagRules;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.RestApiState;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.GetTagsRequest;
import software.amazon.awssdk.services.apigateway.model.GetTagsResponse;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.TagResourceRequest;
import software.amazon.awssdk.services.apigateway.model.TagResourceResponse;
import software.amazon.awssdk.services.apigateway.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigateway.model.UntagResourceResponse;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/**
 * Operations on tags, by the ARN of what they are on: a REST API, one of its stages, an API key, a
 * usage plan.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-supported-resources.html">
 *     API Gateway resources that can be tagged</a>
 */
final class Tags {
  private static final Pattern STAGE = Pattern.compile("/restapis/([^/]+)/stages/([^/]+)");
  private static final Pattern TAGGED = Pattern.compile("/(restapis|apikeys|usageplans)/([^/]+)");

  private final RestApiStates apis;
  private final AccountStates accounts;
  private final TagRules rules;

  Tags(RestApiStates apis, AccountStates accounts, TagRules rules) {
    this.apis = apis;
    this.accounts = accounts;
    this.rules = rules;
  }

  TagResourceResponse tagResource(Caller caller, TagResourceRequest request) {
    edit(caller, request.resourceArn(), present -> rules.merged(present, request.tags()));
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untagResource(Caller caller, UntagResourceRequest request) {
    edit(caller, request.resourceArn(), present -> rules.without(present, request.tagKeys()));
    return UntagResourceResponse.builder().build();
  }

  GetTagsResponse getTags(Caller caller, GetTagsRequest request) {
    Map<String, String> tags = present(caller, request.resourceArn());
    return GetTagsResponse.builder().tags(Map.copyOf(tags)).build();
  }

  private Map<String, String> present(Caller caller, String arn) {
    String resource = resource(arn);
    Matcher stage = STAGE.matcher(resource);
    if (stage.matches()) {
      return Stages.stage(apis.get(caller, stage.group(1)), stage.group(2)).tags();
    }
    Matcher tagged = tagged(resource);
    String id = tagged.group(2);
    return switch (tagged.group(1)) {
      case "restapis" -> apis.get(caller, id).tags();
      case "apikeys" -> ApiKeys.key(accounts.get(caller), id).tags();
      default -> UsagePlans.plan(accounts.get(caller), id).tags();
    };
  }

  private void edit(Caller caller, String arn, UnaryOperator<Map<String, String>> change) {
    String resource = resource(arn);
    Matcher stage = STAGE.matcher(resource);
    if (stage.matches()) {
      apis.edit(caller, stage.group(1), state -> editStage(state, stage.group(2), change));
      return;
    }
    Matcher tagged = tagged(resource);
    String id = tagged.group(2);
    switch (tagged.group(1)) {
      case "restapis" -> apis.edit(caller, id, state -> state.withTags(change.apply(state.tags())));
      case "apikeys" -> accounts.edit(caller, state -> editKey(state, id, change));
      default -> accounts.edit(caller, state -> editPlan(state, id, change));
    }
  }

  private static RestApiState editStage(
      RestApiState state, String name, UnaryOperator<Map<String, String>> change) {
    Stage stage = Stages.stage(state, name);
    return Stages.with(state, stage.toBuilder().tags(orNone(change.apply(stage.tags()))).build());
  }

  private static AccountState editKey(
      AccountState state, String id, UnaryOperator<Map<String, String>> change) {
    ApiKey key = ApiKeys.key(state, id);
    return state.withApiKey(key.toBuilder().tags(orNone(change.apply(key.tags()))).build());
  }

  private static AccountState editPlan(
      AccountState state, String id, UnaryOperator<Map<String, String>> change) {
    UsagePlan plan = UsagePlans.plan(state, id);
    return state.withUsagePlan(plan.toBuilder().tags(orNone(change.apply(plan.tags()))).build());
  }

  private static @Nullable Map<String, String> orNone(Map<String, String> tags) {
    return tags.isEmpty() ? null : tags;
  }

  private static String resource(String arn) {
    return Arn.parse(arn)
        .filter(parsed -> parsed.service().equals("apigateway"))
        .map(Arn::resource)
        .orElseThrow(RestErrors::invalidArn);
  }

  private static Matcher tagged(String resource) {
    Matcher tagged = TAGGED.matcher(resource);
    if (!tagged.matches()) {
      throw RestErrors.invalidArn();
    }
    return tagged;
  }
}
