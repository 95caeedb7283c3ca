package dev.postern.control.account;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.control.rest.RestFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.CreateVpcLinkRequest;
import software.amazon.awssdk.services.apigateway.model.CreateVpcLinkResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteVpcLinkRequest;
import software.amazon.awssdk.services.apigateway.model.GetVpcLinkRequest;
import software.amazon.awssdk.services.apigateway.model.GetVpcLinkResponse;
import software.amazon.awssdk.services.apigateway.model.GetVpcLinksRequest;
import software.amazon.awssdk.services.apigateway.model.GetVpcLinksResponse;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateVpcLinkRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateVpcLinkResponse;
import software.amazon.awssdk.services.apigateway.model.VpcLink;

/** Relies on the clock of the fixture, which advances a second per reading. */
class VpcLinksTest {
  private static final String ARN =
      "arn:aws:elasticloadbalancing:eu-west-1:000000000000:loadbalancer/net/n/1";
  private static final String NONE = "Invalid Vpc Link identifier specified";

  private final RestFixture rest = new RestFixture();

  private static CreateVpcLinkRequest creation(String name, String... arns) {
    return CreateVpcLinkRequest.builder().name(name).targetArns(arns).build();
  }

  private CreateVpcLinkResponse create() {
    return rest.call(creation("mine", ARN));
  }

  private static UpdateVpcLinkRequest update(String id, String... operations) {
    return UpdateVpcLinkRequest.builder()
        .vpcLinkId(id)
        .patchOperations(patches(operations))
        .build();
  }

  private static DeleteVpcLinkRequest deletion(String id) {
    return DeleteVpcLinkRequest.builder().vpcLinkId(id).build();
  }

  @Test
  void newLinkIsPendingAndBecomesAvailable() {
    CreateVpcLinkResponse created = create();
    GetVpcLinkResponse later =
        rest.call(GetVpcLinkRequest.builder().vpcLinkId(created.id()).build());

    assertThat(created.id()).matches("[a-z0-9]{6}");
    assertThat(created.statusAsString()).isEqualTo("PENDING");
    assertThat(created.statusMessage()).isNull();
    assertThat(created.hasTags()).isFalse();
    assertThat(later.statusAsString()).isEqualTo("AVAILABLE");
    assertThat(later.statusMessage()).isEqualTo("Your vpc link is ready for use");
    assertThat(later.targetArns()).containsExactly(ARN);
    assertThat(later.hasTags()).isTrue();
  }

  @Test
  void nameAndDescriptionCanBeChanged() {
    String id = create().id();

    UpdateVpcLinkResponse link =
        rest.call(update(id, "replace /name other", "replace /description d"));

    assertThat(link.name()).isEqualTo("other");
    assertThat(link.description()).isEqualTo("d");
    assertThat(link.hasTags()).isTrue();
    rest.refused(update(id, "replace /name "), 400, "Name cannot be empty");
    rest.refused(
        update(id, "add /targetArns x"), 400, "Target arns are not allowed to be changed/added.");
    rest.refused(
        update(id, "replace /status x"),
        400,
        "Invalid patch path  '/status' specified for op 'replace'. Must be one of: [/name,"
            + " /description]");
    rest.refused(update("nope", "replace /name x"), 404, NONE);
  }

  @Test
  void invalidLinkIsRefused() {
    rest.refused(creation("", ARN), 400, "Name cannot be empty");
    rest.refused(creation("x", "nlb"), 400, "Invalid ARN. ARN is not well formed nlb");
    rest.refused(
        creation("x", ARN, ARN + "2"), 400, "More than one target arn specified for vpc link.");
    rest.refused(creation("x"), 400, "No target arn specified for vpc link.");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void linkOfADeployedMethodCannotBeDeleted(boolean byVariable) {
    String id = create().id();
    CreateRestApiResponse api = rest.api();
    rest.method(api.id(), api.rootResourceId(), "GET");
    rest.<SdkPojo>call(
        PutIntegrationRequest.builder()
            .restApiId(api.id())
            .resourceId(api.rootResourceId())
            .httpMethod("GET")
            .type("HTTP_PROXY")
            .integrationHttpMethod("GET")
            .uri("http://nlb.example.com/")
            .connectionType("VPC_LINK")
            .connectionId(byVariable ? "${stageVariables.link}" : id)
            .build());
    rest.<SdkPojo>call(
        CreateDeploymentRequest.builder()
            .restApiId(api.id())
            .stageName("dev")
            .variables(Map.of("link", id))
            .build());

    rest.refused(
        deletion(id),
        400,
        "Cannot delete vpc link. Vpc link '%s', is referenced in [%s:GET:%s:dev] in format of [RESTApiId:Method:Resource:Stage]."
            .formatted(id, api.id(), api.rootResourceId()));
    rest.<SdkPojo>call(DeleteRestApiRequest.builder().restApiId(api.id()).build());
    rest.<SdkPojo>call(deletion(id));
    rest.refused(deletion(id), 404, NONE);
  }

  @Test
  void linksAreListedWithoutTags() {
    rest.<SdkPojo>call(creation("a", ARN).toBuilder().tags(Map.of("k", "v")).build());
    rest.<SdkPojo>call(creation("b", ARN));

    GetVpcLinksResponse first = rest.call(GetVpcLinksRequest.builder().limit(1).build());
    GetVpcLinksResponse second =
        rest.call(GetVpcLinksRequest.builder().position(first.position()).build());

    assertThat(List.of(first.items().getFirst().name(), second.items().getFirst().name()))
        .containsExactlyInAnyOrder("a", "b");
    assertThat(first.items()).noneMatch(VpcLink::hasTags);
    assertThat(second.items()).noneMatch(VpcLink::hasTags);
  }
}
