package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.testing.JdkSdkHttpClient;
import dev.postern.testing.SdkClients;
import dev.postern.testing.TestApi;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.BasePathMapping;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameAccessAssociationResponse;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameResponse;
import software.amazon.awssdk.services.apigateway.model.DomainName;
import software.amazon.awssdk.services.apigateway.model.DomainNameAccessAssociation;
import software.amazon.awssdk.services.apigateway.model.DomainNameStatus;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.GetDomainNameResponse;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.ResourceOwner;
import software.amazon.awssdk.services.apigateway.model.SecurityPolicy;

/**
 * Tests custom domain names, their mappings and access associations with AWS's own client, in the
 * order of Terraform's calls.
 */
@ExtendWith(PosternExtension.class)
class DomainNameIT {
  private static final String CERTIFICATE =
      "arn:aws:acm:us-east-1:000000000000:certificate/fb1b9770-a305-495d-aefb-27e5e101ff3";

  private final Running postern;
  private final ApiGatewayClient rest;

  DomainNameIT(Running postern) {
    this.postern = postern;
    this.rest = postern.clients().rest();
  }

  private static PatchOperation replace(String path, String value) {
    return PatchOperation.builder().op(Op.REPLACE).path(path).value(value).build();
  }

  private CreateDomainNameResponse regional(String name) {
    return rest.createDomainName(r ->
        r.domainName(name)
            .regionalCertificateArn(CERTIFICATE)
            .endpointConfiguration(e -> e.types(EndpointType.REGIONAL)));
  }

  private GetDomainNameResponse read(String name) {
    return rest.getDomainName(r -> r.domainName(name));
  }

  @Test
  void terraformManagesADomainName() {
    String name = "life.example.com";
    CreateDomainNameResponse created =
        rest.createDomainName(r ->
            r.domainName(name)
                .regionalCertificateArn(CERTIFICATE)
                .securityPolicy(SecurityPolicy.TLS_1_2)
                .endpointConfiguration(e -> e.types(EndpointType.REGIONAL))
                .tags(Map.of("a", "1")));

    assertThat(read(name).toString().replace("GetDomainNameResponse", ""))
        .isEqualTo(created.toString().replace("CreateDomainNameResponse", ""));
    assertThat(created.domainNameStatus()).isEqualTo(DomainNameStatus.AVAILABLE);
    assertThat(created.regionalHostedZoneId()).isEqualTo("Z1UJRXOUMOOFQ8");
    rest.updateDomainName(r ->
        r.domainName(name)
            .patchOperations(
                replace("/regionalCertificateArn", CERTIFICATE + "b"),
                replace("/securityPolicy", "TLS_1_0"),
                replace("/mutualTlsAuthentication/truststoreUri", "s3://bucket/key.pem"),
                replace("/mutualTlsAuthentication/truststoreVersion", "3"),
                replace("/ownershipVerificationCertificateArn", CERTIFICATE)));
    rest.tagResource(r -> r.resourceArn(created.domainNameArn()).tags(Map.of("b", "2")));
    rest.untagResource(r -> r.resourceArn(created.domainNameArn()).tagKeys("a"));
    GetDomainNameResponse updated = read(name);
    assertThat(updated.regionalCertificateArn()).isEqualTo(CERTIFICATE + "b");
    assertThat(updated.securityPolicy()).isEqualTo(SecurityPolicy.TLS_1_0);
    assertThat(updated.mutualTlsAuthentication().truststoreUri()).isEqualTo("s3://bucket/key.pem");
    assertThat(updated.mutualTlsAuthentication().truststoreVersion()).isEqualTo("3");
    assertThat(updated.ownershipVerificationCertificateArn()).isEqualTo(CERTIFICATE);
    assertThat(updated.regionalDomainName()).isEqualTo(created.regionalDomainName());
    assertThat(updated.tags()).isEqualTo(Map.of("b", "2"));
    rest.updateDomainName(r ->
        r.domainName(name).patchOperations(replace("/mutualTlsAuthentication/truststoreUri", "")));
    assertThat(read(name).mutualTlsAuthentication()).isNull();
    assertThat(rest.getDomainNames(r -> r.limit(500)).items())
        .extracting(DomainName::domainName)
        .contains(name);
    rest.deleteDomainName(r -> r.domainName(name));
    assertThatThrownBy(() -> read(name))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Invalid domain name identifier specified");
  }

  @Test
  void certificateMayBeUploaded() {
    String pem = rest.generateClientCertificate(_ -> {}).pemEncodedCertificate();

    CreateDomainNameResponse domain =
        rest.createDomainName(r ->
            r.domainName("uploaded.example.com")
                .certificateName("mine")
                .certificateBody(pem)
                .certificateChain(pem)
                .certificatePrivateKey("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----"));

    assertThat(domain.certificateName()).isEqualTo("mine");
    assertThat(domain.distributionDomainName()).endsWith(".cloudfront.net");
    assertThat(domain.toString()).doesNotContain("PRIVATE KEY");
  }

  @Test
  void terraformManagesAMapping() {
    String name = "mapped.example.com";
    TestApi one = TestApi.create(rest, postern.http()).mock("GET", "/", "x");
    one.deploy("dev");
    TestApi other = TestApi.create(rest, postern.http());
    regional(name);

    rest.createBasePathMapping(
        r -> r.domainName(name).basePath("pets").restApiId(one.id()).stage("dev"));
    assertThat(rest.getBasePathMapping(r -> r.domainName(name).basePath("pets")))
        .matches(read -> read.restApiId().equals(one.id()) && read.stage().equals("dev"));
    assertThatThrownBy(() -> rest.deleteRestApi(r -> r.restApiId(one.id())))
        .isInstanceOf(BadRequestException.class);
    rest.updateBasePathMapping(r ->
        r.domainName(name)
            .basePath("pets")
            .patchOperations(
                replace("/restapiId", other.id()),
                replace("/basePath", ""),
                replace("/stage", "")));
    assertThat(rest.getBasePathMapping(r -> r.domainName(name).basePath("(none)")))
        .matches(read -> read.restApiId().equals(other.id()) && read.stage() == null);
    assertThat(rest.getBasePathMappings(r -> r.domainName(name)).items())
        .extracting(BasePathMapping::basePath)
        .containsExactly("(none)");
    rest.deleteBasePathMapping(r -> r.domainName(name).basePath("(none)"));
    assertThatThrownBy(() -> rest.getBasePathMapping(r -> r.domainName(name).basePath("(none)")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Invalid base path mapping identifier specified");
    rest.deleteDomainName(r -> r.domainName(name));
    rest.deleteRestApi(r -> r.restApiId(one.id()));
  }

  @Test
  void terraformManagesAnAssociation() {
    CreateDomainNameResponse domain = ofVpc("private.example.com");

    CreateDomainNameAccessAssociationResponse created =
        rest.createDomainNameAccessAssociation(r ->
            r.domainNameArn(domain.domainNameArn())
                .accessAssociationSourceType("VPCE")
                .accessAssociationSource("vpce-05de3f8f82740a748")
                .tags(Map.of("a", "1")));
    String arn = created.domainNameAccessAssociationArn();

    assertThat(rest.getDomainNameAccessAssociations(r -> r.limit(500)).items())
        .filteredOn(a -> a.domainNameAccessAssociationArn().equals(arn))
        .containsExactly(
            DomainNameAccessAssociation.builder()
                .domainNameAccessAssociationArn(arn)
                .domainNameArn(domain.domainNameArn())
                .accessAssociationSource("vpce-05de3f8f82740a748")
                .accessAssociationSourceType("VPCE")
                .tags(Map.of("a", "1"))
                .build());
    rest.tagResource(r -> r.resourceArn(arn).tags(Map.of("b", "2")));
    assertThat(rest.getTags(r -> r.resourceArn(arn)).tags()).isEqualTo(Map.of("a", "1", "b", "2"));
    rest.deleteDomainNameAccessAssociation(r -> r.domainNameAccessAssociationArn(arn));
    assertThatThrownBy(() ->
            rest.deleteDomainNameAccessAssociation(r -> r.domainNameAccessAssociationArn(arn)))
        .isInstanceOf(NotFoundException.class);
  }

  private CreateDomainNameResponse ofVpc(String name) {
    return rest.createDomainName(r ->
        r.domainName(name)
            .certificateArn(CERTIFICATE)
            .endpointConfiguration(e -> e.types(EndpointType.PRIVATE)));
  }

  @Test
  void ownerRejectsTheAssociationOfAnotherAccount() {
    CreateDomainNameResponse domain = ofVpc("shared.example.com");
    rest.updateDomainName(r ->
        r.domainName(domain.domainName())
            .domainNameId(domain.domainNameId())
            .patchOperations(
                replace(
                    "/managementPolicy",
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
                    "Principal":{"AWS":["444455556666"]},\
                    "Action":"apigateway:CreateAccessAssociation","Resource":"%s"}]}\
                    """
                        .formatted(domain.domainNameArn()))));
    try (SdkClients others =
        new SdkClients(
            URI.create(postern.endpoint()),
            "444455556666",
            Region.US_EAST_1,
            new JdkSdkHttpClient())) {
      ApiGatewayClient consumer = others.rest();

      assertThat(
              consumer.getDomainNames(r -> r.resourceOwner(ResourceOwner.OTHER_ACCOUNTS)).items())
          .extracting(DomainName::domainNameArn)
          .containsExactly(domain.domainNameArn());
      String arn =
          consumer
              .createDomainNameAccessAssociation(r ->
                  r.domainNameArn(domain.domainNameArn())
                      .accessAssociationSourceType("VPCE")
                      .accessAssociationSource("vpce-1"))
              .domainNameAccessAssociationArn();
      rest.rejectDomainNameAccessAssociation(
          r -> r.domainNameArn(domain.domainNameArn()).domainNameAccessAssociationArn(arn));

      assertThat(arn).startsWith("arn:aws:apigateway:us-east-1:444455556666:");
      assertThat(consumer.getDomainNameAccessAssociations(_ -> {}).items()).isEmpty();
    }
  }
}
