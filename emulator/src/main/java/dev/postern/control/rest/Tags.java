package dev.postern.control.rest;

import dev.postern.aws.Arn;
import dev.postern.aws.Caller;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.AccountStates;
import dev.postern.control.RestApiStates;
import dev.postern.control.TagRules;
import dev.postern.control.account.ClientCertificates;
import dev.postern.control.account.VpcLinks;
import dev.postern.control.domain.DomainNameAccessAssociations;
import dev.postern.control.domain.DomainNames;
import dev.postern.control.rest.stage.Stages;
import dev.postern.control.rest.usage.ApiKeys;
import dev.postern.control.rest.usage.UsagePlans;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.ClientIdentity;
import dev.postern.control.state.DomainNameState;
import dev.postern.control.state.RestApiState;
import dev.postern.control.state.VpcLinkState;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.ClientCertificate;
import software.amazon.awssdk.services.apigateway.model.DomainName;
import software.amazon.awssdk.services.apigateway.model.DomainNameAccessAssociation;
import software.amazon.awssdk.services.apigateway.model.GetTagsRequest;
import software.amazon.awssdk.services.apigateway.model.GetTagsResponse;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.TagResourceRequest;
import software.amazon.awssdk.services.apigateway.model.TagResourceResponse;
import software.amazon.awssdk.services.apigateway.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigateway.model.UntagResourceResponse;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;
import software.amazon.awssdk.services.apigateway.model.VpcLink;

/**
 * Operations on tags of REST APIs, stages, and the account's other resources, identified by ARN.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-supported-resources.html">
 *     API Gateway resources that can be tagged</a>
 */
final class Tags {
  private static final Pattern STAGE = Pattern.compile("/restapis/([^/]+)/stages/([^/]+)");
  private static final Pattern ASSOCIATION = Pattern.compile("/domainnameaccessassociations/.+");
  private static final Pattern TAGGED = Pattern.compile("/([a-z]+)/([^/]+)");

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
    if (ASSOCIATION.matcher(resource).matches()) {
      return DomainNameAccessAssociations.association(accounts.get(caller), arn).tags();
    }
    Matcher tagged = tagged(resource);
    String id = tagged.group(2);
    AccountState state = accounts.get(caller);
    return switch (tagged.group(1)) {
      case "restapis" -> apis.get(caller, id).tags();
      case "apikeys" -> ApiKeys.key(state, id).tags();
      case "usageplans" -> UsagePlans.plan(state, id).tags();
      case "clientcertificates" -> ClientCertificates.identity(state, id).certificate().tags();
      case "vpclinks" -> VpcLinks.link(state, id).link().tags();
      case "domainnames" -> DomainNames.domain(state, id, null).domain().tags();
      default -> throw RestErrors.invalidArn();
    };
  }

  private void edit(Caller caller, String arn, UnaryOperator<Map<String, String>> change) {
    String resource = resource(arn);
    Matcher stage = STAGE.matcher(resource);
    if (stage.matches()) {
      apis.edit(caller, stage.group(1), state -> editStage(state, stage.group(2), change));
      return;
    }
    if (ASSOCIATION.matcher(resource).matches()) {
      accounts.edit(caller, state -> editAssociation(state, arn, change));
      return;
    }
    Matcher tagged = tagged(resource);
    String id = tagged.group(2);
    switch (tagged.group(1)) {
      case "restapis" -> apis.edit(caller, id, state -> state.withTags(change.apply(state.tags())));
      case "apikeys" -> accounts.edit(caller, state -> editKey(state, id, change));
      case "usageplans" -> accounts.edit(caller, state -> editPlan(state, id, change));
      case "clientcertificates" ->
          accounts.edit(caller, state -> editCertificate(state, id, change));
      case "vpclinks" -> accounts.edit(caller, state -> editLink(state, id, change));
      case "domainnames" -> accounts.edit(caller, state -> editDomain(state, id, change));
      default -> throw RestErrors.invalidArn();
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

  private static AccountState editCertificate(
      AccountState state, String id, UnaryOperator<Map<String, String>> change) {
    ClientIdentity identity = ClientCertificates.identity(state, id);
    ClientCertificate certificate = identity.certificate();
    return ClientCertificates.with(
        state,
        identity.withCertificate(
            certificate.toBuilder().tags(orNone(change.apply(certificate.tags()))).build()));
  }

  private static AccountState editLink(
      AccountState state, String id, UnaryOperator<Map<String, String>> change) {
    VpcLinkState old = VpcLinks.link(state, id);
    VpcLink link = old.link();
    return VpcLinks.with(
        state, old.withLink(link.toBuilder().tags(orNone(change.apply(link.tags()))).build()));
  }

  /** Edits the tags of a domain name. The key of a private one ends with {@code +} and its id. */
  private static AccountState editDomain(
      AccountState state, String key, UnaryOperator<Map<String, String>> change) {
    DomainNameState old = DomainNames.domain(state, key, null);
    DomainName domain = old.domain();
    return state.withDomainName(
        old.withDomain(domain.toBuilder().tags(orNone(change.apply(domain.tags()))).build()));
  }

  private static AccountState editAssociation(
      AccountState state, String arn, UnaryOperator<Map<String, String>> change) {
    DomainNameAccessAssociation association = DomainNameAccessAssociations.association(state, arn);
    return DomainNameAccessAssociations.with(
        state, association.toBuilder().tags(orNone(change.apply(association.tags()))).build());
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
