package dev.postern.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.testing.TestApi;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.ClientCertificate;
import software.amazon.awssdk.services.apigateway.model.ConnectionType;
import software.amazon.awssdk.services.apigateway.model.CreateVpcLinkResponse;
import software.amazon.awssdk.services.apigateway.model.GenerateClientCertificateResponse;
import software.amazon.awssdk.services.apigateway.model.GetVpcLinkResponse;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.VpcLink;
import software.amazon.awssdk.services.apigateway.model.VpcLinkStatus;

/**
 * Tests client certificates and VPC links with AWS's own client, in the order of Terraform's calls.
 */
@ExtendWith(PosternExtension.class)
class BackEndAccessIT {
  private static final String NLB =
      "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/mine/50dc6c495c0c9188";

  private final Running postern;
  private final ApiGatewayClient rest;

  BackEndAccessIT(Running postern) {
    this.postern = postern;
    this.rest = postern.clients().rest();
  }

  private static X509Certificate parsed(String pem) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
  }

  /** Polls until the link is no longer pending, as clients do. */
  private GetVpcLinkResponse settled(String id) {
    return Stream.generate(() -> rest.getVpcLink(r -> r.vpcLinkId(id)))
        .filter(link -> link.status() != VpcLinkStatus.PENDING)
        .findFirst()
        .orElseThrow();
  }

  private static PatchOperation replace(String path, String value) {
    return PatchOperation.builder().op(Op.REPLACE).path(path).value(value).build();
  }

  @Test
  void terraformManagesAClientCertificate() throws Exception {
    GenerateClientCertificateResponse created =
        rest.generateClientCertificate(r -> r.description("one").tags(Map.of("a", "1")));
    String id = created.clientCertificateId();
    String arn = "arn:aws:apigateway:us-east-1::/clientcertificates/" + id;

    assertThat(rest.getClientCertificate(r -> r.clientCertificateId(id)))
        .matches(read -> read.description().equals("one"))
        .matches(read -> read.pemEncodedCertificate().equals(created.pemEncodedCertificate()))
        .matches(read -> read.createdDate().equals(created.createdDate()))
        .matches(read -> read.expirationDate().equals(created.expirationDate()))
        .matches(read -> read.tags().equals(Map.of("a", "1")));
    X509Certificate certificate = parsed(created.pemEncodedCertificate());
    certificate.checkValidity();
    assertThat(certificate.getNotAfter().toInstant()).isEqualTo(created.expirationDate());
    rest.updateClientCertificate(
        r -> r.clientCertificateId(id).patchOperations(replace("/description", "two")));
    rest.tagResource(r -> r.resourceArn(arn).tags(Map.of("b", "2")));
    rest.untagResource(r -> r.resourceArn(arn).tagKeys("a"));
    assertThat(rest.getClientCertificate(r -> r.clientCertificateId(id)))
        .matches(read -> read.description().equals("two"))
        .matches(read -> read.tags().equals(Map.of("b", "2")));
    assertThat(rest.getClientCertificates(r -> r.limit(500)).items())
        .extracting(ClientCertificate::clientCertificateId)
        .contains(id);
    rest.deleteClientCertificate(r -> r.clientCertificateId(id));
    assertThatThrownBy(() -> rest.getClientCertificate(r -> r.clientCertificateId(id)))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void certificateInUseIsNotDeleted() {
    TestApi api = TestApi.create(rest, postern.http()).mock("GET", "/", "x");
    api.deploy("dev");
    String id = rest.generateClientCertificate(_ -> {}).clientCertificateId();

    rest.updateStage(r ->
        r.restApiId(api.id())
            .stageName("dev")
            .patchOperations(replace("/clientCertificateId", id)));

    assertThatThrownBy(() -> rest.deleteClientCertificate(r -> r.clientCertificateId(id)))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(api.id() + ":dev");
  }

  @Test
  void terraformManagesAVpcLink() {
    CreateVpcLinkResponse created =
        rest.createVpcLink(
            r -> r.name("mine").description("d").targetArns(NLB).tags(Map.of("a", "1")));
    String id = created.id();

    assertThat(created.status()).isEqualTo(VpcLinkStatus.PENDING);
    assertThat(settled(id))
        .matches(read -> read.status() == VpcLinkStatus.AVAILABLE)
        .matches(read -> read.statusMessage().equals("Your vpc link is ready for use"))
        .matches(read -> read.name().equals("mine") && read.description().equals("d"))
        .matches(read -> read.targetArns().equals(created.targetArns()))
        .matches(read -> read.tags().equals(Map.of("a", "1")));
    rest.updateVpcLink(r ->
        r.vpcLinkId(id).patchOperations(replace("/name", "other"), replace("/description", "e")));
    rest.tagResource(
        r -> r.resourceArn("arn:aws:apigateway:us-east-1::/vpclinks/" + id).tags(Map.of("b", "2")));
    assertThat(settled(id))
        .matches(read -> read.name().equals("other") && read.description().equals("e"))
        .satisfies(read -> assertThat(read.tags()).containsOnly(entry("a", "1"), entry("b", "2")));
    assertThat(rest.getVpcLinks(r -> r.limit(500)).items()).extracting(VpcLink::id).contains(id);
    rest.deleteVpcLink(r -> r.vpcLinkId(id));
    assertThatThrownBy(() -> rest.getVpcLink(r -> r.vpcLinkId(id)))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Invalid Vpc Link identifier specified");
  }

  @Test
  void linkInUseIsNotDeleted() {
    String id = rest.createVpcLink(r -> r.name("l").targetArns(NLB)).id();
    TestApi api =
        TestApi.create(rest, postern.http())
            .method(
                "GET",
                "/",
                i ->
                    i.type(IntegrationType.HTTP_PROXY)
                        .integrationHttpMethod("GET")
                        .uri("http://nlb.example.com/")
                        .connectionType(ConnectionType.VPC_LINK)
                        .connectionId(id));
    api.deploy("dev");

    assertThatThrownBy(() -> rest.deleteVpcLink(r -> r.vpcLinkId(id)))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(
            "Cannot delete vpc link. Vpc link '%s', is referenced in [%s:GET:%s:dev]"
                .formatted(id, api.id(), api.resource("/")));
  }
}
