package dev.postern.control.rest.content;

import static dev.postern.control.rest.RestFixture.CALLER;
import static dev.postern.control.rest.RestFixture.START;
import static dev.postern.control.rest.RestFixture.caller;
import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.postern.aws.Caller;
import dev.postern.aws.SecurityPolicies;
import dev.postern.aws.error.StageErrors;
import dev.postern.control.rest.RestFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.EndpointConfiguration;
import software.amazon.awssdk.services.apigateway.model.GetModelsRequest;
import software.amazon.awssdk.services.apigateway.model.GetModelsResponse;
import software.amazon.awssdk.services.apigateway.model.GetResourcesRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourcesResponse;
import software.amazon.awssdk.services.apigateway.model.GetRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.GetRestApisRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApisResponse;
import software.amazon.awssdk.services.apigateway.model.Model;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.apigateway.model.UpdateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateRestApiResponse;

class RestApisTest {
  private final RestFixture rest = new RestFixture();

  private CreateRestApiResponse create(CreateRestApiRequest.Builder request) {
    return rest.call(request.build());
  }

  private static CreateRestApiRequest.Builder named() {
    return CreateRestApiRequest.builder().name("pets");
  }

  private static CreateRestApiRequest withEndpoint(
      @Nullable String ipAddressType, String... types) {
    return named()
        .endpointConfiguration(e -> e.typesWithStrings(types).ipAddressType(ipAddressType))
        .build();
  }

  private static UpdateRestApiRequest update(String apiId, String... operations) {
    return UpdateRestApiRequest.builder()
        .restApiId(apiId)
        .patchOperations(patches(operations))
        .build();
  }

  private GetRestApiResponse get(String apiId) {
    return rest.call(GetRestApiRequest.builder().restApiId(apiId).build());
  }

  @Test
  void createSetsDefaults() {
    CreateRestApiResponse api = create(named().binaryMediaTypes(List.of()));

    assertThat(api.id()).matches("[a-z0-9]{10}");
    assertThat(api.rootResourceId()).matches("[a-z0-9]{10}");
    assertThat(api.createdDate()).isEqualTo(START);
    assertThat(api.apiKeySourceAsString()).isEqualTo("HEADER");
    assertThat(api.endpointConfiguration())
        .isEqualTo(
            EndpointConfiguration.builder().typesWithStrings("EDGE").ipAddressType("ipv4").build());
    assertThat(api.disableExecuteApiEndpoint()).isFalse();
    assertThat(api.hasBinaryMediaTypes()).isFalse();
    assertThat(api.hasTags()).isFalse();
    assertThat(get(api.id()).hasTags()).isTrue();
  }

  @Test
  void newApiHasARootResourceAndTwoModels() {
    String apiId = rest.api().id();

    GetResourcesResponse resources =
        rest.call(GetResourcesRequest.builder().restApiId(apiId).build());
    GetModelsResponse models = rest.call(GetModelsRequest.builder().restApiId(apiId).build());

    assertThat(resources.items()).extracting(Resource::path).containsExactly("/");
    assertThat(models.items())
        .extracting(Model::name, Model::contentType, Model::description)
        .containsExactly(
            tuple("Empty", "application/json", "This is a default empty schema model"),
            tuple("Error", "application/json", "This is a default error schema model"));
    assertThat(models.items().getFirst().schema())
        .isEqualTo(
            "{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"title\":\"Empty"
                + " Schema\",\"type\":\"object\"}");
  }

  @Test
  void newApiIsPublishedAndADeletedApiIsWithdrawn() {
    String apiId = rest.api().id();
    rest.<SdkPojo>call(DeleteRestApiRequest.builder().restApiId(apiId).build());

    assertThat(rest.publisher.published).hasSize(1);
    assertThat(rest.publisher.withdrawn).containsExactly(apiId);
    rest.refused(
        GetRestApiRequest.builder().restApiId(apiId).build(),
        404,
        "Invalid API identifier specified 000000000000:" + apiId);
  }

  @Test
  void idsAreCaseSensitive() {
    String apiId = rest.api().id().toUpperCase(Locale.ROOT);

    rest.refused(
        GetRestApiRequest.builder().restApiId(apiId).build(),
        404,
        "Invalid API identifier specified 000000000000:" + apiId);
  }

  @Test
  void privateApiIsDualstack() {
    CreateRestApiResponse api = rest.call(withEndpoint(null, "PRIVATE"));

    assertThat(api.endpointConfiguration().ipAddressTypeAsString()).isEqualTo("dualstack");
  }

  @Test
  void invalidApiIsRefused() {
    rest.refused(named().description("").build(), 400, "Description cannot be an empty string");
    rest.refused(
        withEndpoint(null, "EDGE", "REGIONAL"),
        400,
        "Cannot create an api with multiple Endpoint Types.");
    rest.refused(
        withEndpoint(null),
        400,
        "REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.");
    rest.refused(
        withEndpoint("ipv4", "PRIVATE"),
        400,
        "Only dualstack ipAddressType is supported for Private APIs.");
    rest.refused(
        withEndpoint("ipv4", "PRIVATE").toBuilder().description("").build(),
        400,
        "Description cannot be an empty string");
    rest.refused(
        named().minimumCompressionSize(10_485_761).build(),
        400,
        "Invalid minimum compression size, must be between 0 and 10485760");
    rest.refused(
        named().policy("{").build(),
        400,
        "Invalid policy document. Please check the policy syntax and ensure that Principals are"
            + " valid.");
    rest.refused(
        named().endpointConfiguration(e -> e.vpcEndpointIds("vpce-1")).build(),
        400,
        "VPCEndpoints can only be specified with PRIVATE apis.");
  }

  @Test
  void tagChoosesTheIdAndStaysVisible() {
    CreateRestApiResponse api = create(named().tags(Map.of("_custom_id_", "mine")));

    assertThat(api.id()).isEqualTo("mine");
    assertThat(api.tags()).containsEntry("_custom_id_", "mine");
    rest.refused(
        named().tags(Map.of("_custom_id_", "mine")).build(),
        409,
        "API identifier already exists: mine");
  }

  @Test
  void accountsAndRegionsAreIsolated() {
    Caller otherAccount = caller("111111111111", "eu-west-1");
    Caller otherRegion = caller("000000000000", "us-east-1");
    CreateRestApiRequest mine = named().tags(Map.of("_custom_id_", "mine")).build();
    for (Caller caller : List.of(CALLER, otherAccount, otherRegion)) {
      rest.<SdkPojo>call(caller, mine);
    }

    rest.<SdkPojo>call(otherRegion, DeleteRestApiRequest.builder().restApiId("mine").build());

    GetRestApisResponse left = rest.call(otherAccount, GetRestApisRequest.builder().build());
    GetRestApisResponse gone = rest.call(otherRegion, GetRestApisRequest.builder().build());
    assertThat(left.items()).extracting(RestApi::id).containsExactly("mine");
    assertThat(gone.items()).isEmpty();
  }

  @Test
  void policyIsExpandedCollapsedAndEscaped() {
    CreateRestApiResponse api =
        create(
            named()
                .tags(Map.of("_custom_id_", "mine"))
                .policy(
                    """
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                     "Principal": {"AWS": ["arn:aws:iam::1:root"]},
                     "Action": "execute-api:Invoke", "Resource": ["execute-api:/*"]}]}\
                    """));

    assertThat(api.policy())
        .isEqualTo(
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
            "Principal":{"AWS":"arn:aws:iam::1:root"},"Action":"execute-api:Invoke",\
            "Resource":["arn:aws:execute-api:eu-west-1:000000000000:mine/*"]}]}\
            """
                .replace("\"", "\\\""));
    assertThat(rest.state("mine").content().api().policy()).startsWith("{\"Version\":");
  }

  @Test
  void everySecurityPolicyCanBeSet() {
    String apiId = rest.api().id();

    for (String policy : SecurityPolicies.NAMES) {
      UpdateRestApiResponse updated =
          rest.call(
              update(
                  apiId, "replace /endpointAccessMode BASIC", "replace /securityPolicy " + policy));

      assertThat(updated.securityPolicyAsString()).isEqualTo(policy);
    }
  }

  @Test
  void pagingIsStableDuringChanges() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      ids.add(rest.api().id());
    }
    GetRestApisResponse first = rest.call(GetRestApisRequest.builder().build());
    rest.<SdkPojo>call(DeleteRestApiRequest.builder().restApiId(ids.get(24)).build());
    GetRestApisResponse second =
        rest.call(GetRestApisRequest.builder().position(first.position()).limit(30).build());
    GetRestApisResponse third =
        rest.call(GetRestApisRequest.builder().position(second.position()).limit(500).build());

    assertThat(first.items()).extracting(RestApi::id).isEqualTo(ids.subList(0, 25));
    assertThat(second.items()).extracting(RestApi::id).isEqualTo(ids.subList(25, 55));
    assertThat(third.items()).extracting(RestApi::id).isEqualTo(ids.subList(55, 60));
    assertThat(third.position()).isNull();
  }

  @Test
  void pageLimitBelowOneIsTheDefaultAndAboveTheMaximumIsTheMaximum() {
    for (int i = 0; i < 30; i++) {
      rest.api();
    }

    GetRestApisResponse negative = rest.call(GetRestApisRequest.builder().limit(-1).build());
    GetRestApisResponse huge = rest.call(GetRestApisRequest.builder().limit(9_999).build());

    assertThat(negative.items()).hasSize(25);
    assertThat(huge.items()).hasSize(30);
    rest.refused(
        GetRestApisRequest.builder().position("!").build(), 400, "Invalid position parameter");
  }

  @Test
  void listItemsHaveTagsOnlyIfNotEmpty() {
    create(named().tags(Map.of("_custom_id_", "a")));
    rest.api();

    GetRestApisResponse list = rest.call(GetRestApisRequest.builder().build());

    assertThat(list.items()).extracting(RestApi::hasTags).containsExactly(true, false);
  }

  @Test
  void updateChangesOnlyTheGivenMembers() {
    String apiId = rest.api().id();

    UpdateRestApiResponse api =
        rest.call(
            update(
                apiId,
                "replace /name dogs",
                "add /description all of them",
                "replace /apiKeySource AUTHORIZER",
                "replace /disableExecuteApiEndpoint true",
                "replace /minimumCompressionSize 10",
                "add /binaryMediaTypes/image~1png",
                "add /binaryMediaTypes/-",
                "replace /binaryMediaTypes/image~1png image/jpeg"));

    assertThat(api.name()).isEqualTo("dogs");
    assertThat(api.description()).isEqualTo("all of them");
    assertThat(api.apiKeySourceAsString()).isEqualTo("AUTHORIZER");
    assertThat(api.disableExecuteApiEndpoint()).isTrue();
    assertThat(api.minimumCompressionSize()).isEqualTo(10);
    assertThat(api.binaryMediaTypes()).containsExactly("-", "image/jpeg");
    assertThat(api.hasTags()).isTrue();
    assertThat(rest.publisher.published).hasSize(1);
  }

  @Test
  void compressionIsDisabledByAnEmptyValue() {
    String apiId = create(named().minimumCompressionSize(5)).id();

    UpdateRestApiResponse api = rest.call(update(apiId, "replace /minimumCompressionSize"));

    assertThat(api.minimumCompressionSize()).isNull();
  }

  @Test
  void endpointChangesTakeEffectAtOnce() {
    String apiId = rest.api().id();

    UpdateRestApiResponse api =
        rest.call(update(apiId, "replace /endpointConfiguration/types/EDGE PRIVATE"));

    assertThat(api.endpointConfiguration())
        .isEqualTo(
            EndpointConfiguration.builder()
                .typesWithStrings("PRIVATE")
                .ipAddressType("dualstack")
                .build());
    assertThat(rest.publisher.published).hasSize(2);
  }

  @Test
  void refusedEndpointChangeIsNotStored() {
    String apiId = rest.api().id();
    rest.publisher.refusal = StageErrors.noMethods();

    rest.refused(
        update(apiId, "replace /endpointConfiguration/types/EDGE REGIONAL"),
        400,
        "The REST API doesn't contain any methods");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          add /name x; Invalid patch operation specified. Must be one of: [replace]
          replace /wrongPath x; Invalid patch path /wrongPath
          add /binaryMediaTypes x; Invalid patch path /binaryMediaTypes
          replace /description ''; Description cannot be an empty string
          replace /minimumCompressionSize -1; Invalid minimum compression size, must be between 0 and 10485760
          replace /minimumCompressionSize x; Invalid minimum compression size, must be between 0 and 10485760
          remove /endpointConfiguration/types/0; Invalid patch operation specified. Must be 'add'|'remove'|'replace'
          remove /endpointConfiguration/types/-1; Invalid patch operation specified. Must be 'add'|'remove'|'replace'
          add /endpointConfiguration/types/1 REGIONAL; Invalid patch operation specified. Must be 'add'|'remove'|'replace'
          replace /endpointConfiguration/types/1 REGIONAL; Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE
          remove /endpointConfiguration/vpcEndpointIds/0; Invalid patch path /endpointConfiguration/vpcEndpointIds/0
          replace //name x; Invalid patch path //name
          replace /name; Name cannot be empty
          copy /endpointConfiguration/types/EDGE x; Invalid patch operation specified. Must be 'add'|'remove'|'replace'
          replace /endpointConfiguration/types/EDGE WIDE; Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE
          add /endpointConfiguration/types/REGIONAL; Cannot create an api with multiple Endpoint Types.
          remove /endpointConfiguration/types/EDGE; REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.
          replace /endpointConfiguration/ipAddressType ipv6; ipAddressType must be either ipv4 or dualstack.
          add /endpointConfiguration/vpcEndpointIds vpce-1; VPCEndpoints can only be specified with PRIVATE apis.
          """)
  void invalidUpdateIsRefused(String operation, String text) {
    String apiId = rest.api().id();

    rest.refused(update(apiId, "replace /name new", operation.replace("''", "")), 400, text);
  }

  @Test
  void privateApiRefusesIpv4AndCannotBecomeEdge() {
    CreateRestApiResponse api = rest.call(withEndpoint(null, "PRIVATE"));

    rest.refused(
        update(api.id(), "replace /endpointConfiguration/ipAddressType ipv4"),
        400,
        "Only dualstack ipAddressType is supported for Private APIs.");
    rest.refused(
        update(api.id(), "replace /endpointConfiguration/types/PRIVATE EDGE"),
        400,
        "Cannot update endpoint from PRIVATE to EDGE");
  }

  @Test
  void missingPatchPathIsReportedAsNull() {
    String apiId = rest.api().id();
    UpdateRestApiRequest request =
        UpdateRestApiRequest.builder()
            .restApiId(apiId)
            .patchOperations(PatchOperation.builder().op("replace").value("x").build())
            .build();

    rest.refused(request, 400, "Invalid patch path null");
  }

  @Test
  void cloneHasTheSameTreeWithNewIds() {
    CreateRestApiResponse source = rest.api();
    String pets = rest.resource(source, source.rootResourceId(), "pets").id();
    rest.resource(source, pets, "{id}");
    rest.mock(source.id(), pets, "GET");

    CreateRestApiResponse clone = create(named().cloneFrom(source.id()));

    var content = rest.state(clone.id()).content();
    assertThat(content.paths().keySet()).containsExactly("/", "/pets", "/pets/{id}");
    assertThat(content.paths().get("/")).isEqualTo(clone.rootResourceId());
    Resource copied = rest.at(clone.id(), "/pets");
    assertThat(copied.id()).isNotEqualTo(pets);
    assertThat(copied.parentId()).isEqualTo(clone.rootResourceId());
    assertThat(copied.resourceMethods()).containsKey("GET");
  }

  @Test
  void unknownOperationIsNotImplemented() {
    assertThatThrownBy(
            () -> rest.service.answer("GetUnheardOf", CALLER, GetRestApiRequest.builder().build()))
        .hasMessage("Postern does not implement the operation GetUnheardOf of apigateway yet");
  }
}
