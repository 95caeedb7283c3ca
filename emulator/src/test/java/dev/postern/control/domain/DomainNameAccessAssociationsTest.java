package dev.postern.control.domain;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.Caller;
import dev.postern.control.rest.RestFixture;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameAccessAssociationRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameAccessAssociationResponse;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteDomainNameAccessAssociationRequest;
import software.amazon.awssdk.services.apigateway.model.DomainNameAccessAssociation;
import software.amazon.awssdk.services.apigateway.model.GetDomainNameAccessAssociationsRequest;
import software.amazon.awssdk.services.apigateway.model.GetDomainNameAccessAssociationsResponse;
import software.amazon.awssdk.services.apigateway.model.RejectDomainNameAccessAssociationRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateDomainNameRequest;

class DomainNameAccessAssociationsTest {
  private static final Caller CONSUMER = RestFixture.caller("111111111111", "eu-west-1");
  private static final String NO_DOMAIN = "Invalid domain name identifier specified";
  private static final String NONE = "Invalid domain name access association identifier specified";

  private final RestFixture rest = new RestFixture();
  private final CreateDomainNameResponse domain =
      rest.call(
          CreateDomainNameRequest.builder()
              .domainName("private.example.com")
              .endpointConfiguration(e -> e.typesWithStrings("PRIVATE"))
              .certificateArn("arn:aws:acm:eu-west-1:000000000000:certificate/1")
              .build());

  private CreateDomainNameAccessAssociationRequest creation(String source) {
    return CreateDomainNameAccessAssociationRequest.builder()
        .domainNameArn(domain.domainNameArn())
        .accessAssociationSource(source)
        .accessAssociationSourceType("VPCE")
        .build();
  }

  private void share(String principal) {
    rest.<SdkPojo>call(
        UpdateDomainNameRequest.builder()
            .domainName(domain.domainName())
            .domainNameId(domain.domainNameId())
            .patchOperations(
                patches(
                    """
                    replace /managementPolicy {"Statement":{"Effect":"Allow","Principal":%s,\
                    "Action":"apigateway:CreateAccessAssociation","Resource":"*"}}\
                    """
                        .formatted(principal)))
            .build());
  }

  private List<String> listed(Caller caller, @Nullable String owner) {
    GetDomainNameAccessAssociationsResponse response =
        rest.call(
            caller, GetDomainNameAccessAssociationsRequest.builder().resourceOwner(owner).build());
    return response.items().stream()
        .map(DomainNameAccessAssociation::accessAssociationSource)
        .toList();
  }

  @Test
  void vpcEndpointIsAssociatedOnce() {
    CreateDomainNameAccessAssociationResponse association = rest.call(creation("vpce-1"));

    assertThat(association.domainNameAccessAssociationArn())
        .isEqualTo(
            "arn:aws:apigateway:eu-west-1:000000000000:/domainnameaccessassociations/domainname/private.example.com+%s/vpcesource/vpce-1"
                .formatted(domain.domainNameId()));
    assertThat(association.domainNameArn()).isEqualTo(domain.domainNameArn());
    assertThat(association.accessAssociationSourceTypeAsString()).isEqualTo("VPCE");
    rest.refused(creation("vpce-1"), 409, "Domain name access association already exists");
    rest.refused(creation("vpc-1"), 400, "Invalid VPC endpoint identifier specified: vpc-1");
    assertThat(listed(RestFixture.CALLER, null)).containsExactly("vpce-1");
    assertThat(listed(RestFixture.CALLER, "OTHER_ACCOUNTS")).isEmpty();
  }

  @Test
  void otherAccountRequiresTheOwnersPermission() {
    rest.refused(CONSUMER, creation("vpce-2"), 404, NO_DOMAIN);
    share("{\"AWS\":\"arn:aws:iam::222222222222:root\"}");
    rest.refused(CONSUMER, creation("vpce-2"), 404, NO_DOMAIN);
    share("{\"AWS\":[\"arn:aws:iam::111111111111:root\"]}");

    rest.<SdkPojo>call(CONSUMER, creation("vpce-2"));

    assertThat(listed(CONSUMER, "SELF")).containsExactly("vpce-2");
    assertThat(listed(RestFixture.CALLER, "SELF")).isEmpty();
    assertThat(listed(RestFixture.CALLER, "OTHER_ACCOUNTS")).containsExactly("vpce-2");
  }

  @Test
  void ownerOfTheNameCanReject() {
    share("\"*\"");
    CreateDomainNameAccessAssociationResponse association = rest.call(CONSUMER, creation("vpce-2"));
    RejectDomainNameAccessAssociationRequest rejection =
        RejectDomainNameAccessAssociationRequest.builder()
            .domainNameArn(domain.domainNameArn())
            .domainNameAccessAssociationArn(association.domainNameAccessAssociationArn())
            .build();

    rest.refused(CONSUMER, rejection, 404, NONE);
    rest.refused(
        rejection.toBuilder().domainNameArn(domain.domainNameArn() + "x").build(), 404, NONE);
    rest.<SdkPojo>call(rejection);

    assertThat(listed(CONSUMER, null)).isEmpty();
    rest.refused(rejection, 404, NONE);
  }

  @Test
  void deletedAssociationIsNotFound() {
    CreateDomainNameAccessAssociationResponse association = rest.call(creation("vpce-1"));
    DeleteDomainNameAccessAssociationRequest deletion =
        DeleteDomainNameAccessAssociationRequest.builder()
            .domainNameAccessAssociationArn(association.domainNameAccessAssociationArn())
            .build();

    rest.<SdkPojo>call(deletion);

    rest.refused(deletion, 404, NONE);
    assertThat(listed(RestFixture.CALLER, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:apigateway:eu-west-1:000000000000:/domainnames/private.example.com",
        "arn:aws:apigateway:eu-west-1:00000000000x:/domainnames/private.example.com+a",
        "arn:aws:apigateway:us-west-2:000000000000:/domainnames/private.example.com+a",
        "arn:aws:apigateway:eu-west-1:000000000000:/domainnames/private.example.com+a"
      })
  void arnsOfOtherResourcesAreRefused(String arn) {
    rest.refused(creation("vpce-1").toBuilder().domainNameArn(arn).build(), 404, NO_DOMAIN);
  }

  @Test
  void invalidArnIsRefused() {
    rest.refused(
        creation("vpce-1").toBuilder().domainNameArn("nope").build(),
        400,
        "Invalid ARN specified in the request");
    rest.refused(
        RejectDomainNameAccessAssociationRequest.builder()
            .domainNameArn("nope")
            .domainNameAccessAssociationArn("nope")
            .build(),
        400,
        "Invalid ARN specified in the request");
  }
}
