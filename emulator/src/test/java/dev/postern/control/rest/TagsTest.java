package dev.postern.control.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameAccessAssociationRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameAccessAssociationResponse;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameResponse;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.CreateVpcLinkRequest;
import software.amazon.awssdk.services.apigateway.model.CreateVpcLinkResponse;
import software.amazon.awssdk.services.apigateway.model.GenerateClientCertificateRequest;
import software.amazon.awssdk.services.apigateway.model.GenerateClientCertificateResponse;
import software.amazon.awssdk.services.apigateway.model.GetRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.GetTagsRequest;
import software.amazon.awssdk.services.apigateway.model.GetTagsResponse;
import software.amazon.awssdk.services.apigateway.model.TagResourceRequest;
import software.amazon.awssdk.services.apigateway.model.UntagResourceRequest;

class TagsTest {
  private final RestFixture rest = new RestFixture();
  private final CreateRestApiResponse api = rest.api();
  private final String apiArn = "arn:aws:apigateway:eu-west-1::/restapis/" + api.id();

  private static TagResourceRequest tag(String arn, Map<String, String> tags) {
    return TagResourceRequest.builder().resourceArn(arn).tags(tags).build();
  }

  private Map<String, String> tags(String arn) {
    GetTagsResponse response = rest.call(GetTagsRequest.builder().resourceArn(arn).build());
    return response.tags();
  }

  @Test
  void apiIsTaggedAndUntagged() {
    rest.<SdkPojo>call(tag(apiArn, Map.of("a", "1", "b", "2")));
    rest.<SdkPojo>call(tag(apiArn, Map.of("b", "3")));
    rest.<SdkPojo>call(
        UntagResourceRequest.builder().resourceArn(apiArn).tagKeys("a", "none").build());

    assertThat(tags(apiArn)).containsOnly(entry("b", "3"));
    GetRestApiResponse shown = rest.call(GetRestApiRequest.builder().restApiId(api.id()).build());
    assertThat(shown.tags()).containsOnly(entry("b", "3"));
  }

  @Test
  void stageIsTaggedAndUntagged() {
    rest.mock(api.id(), api.rootResourceId(), "GET");
    rest.deploy(api.id(), "dev");
    String stageArn = apiArn + "/stages/dev";

    rest.<SdkPojo>call(tag(stageArn, Map.of("a", "1")));

    assertThat(tags(stageArn)).containsOnly(entry("a", "1"));
    assertThat(tags(apiArn)).isEmpty();
    rest.refused(
        tag(apiArn + "/stages/prod", Map.of("a", "1")), 404, "Invalid stage identifier specified");
  }

  @Test
  void keysAndPlansHaveTags() {
    CreateApiKeyResponse key = rest.call(CreateApiKeyRequest.builder().build());
    CreateUsagePlanResponse plan = rest.call(CreateUsagePlanRequest.builder().name("p").build());

    for (String arn :
        List.of(
            "arn:aws:apigateway:eu-west-1::/apikeys/" + key.id(),
            "arn:aws:apigateway:eu-west-1::/usageplans/" + plan.id())) {
      rest.<SdkPojo>call(tag(arn, Map.of("a", "1")));

      assertThat(tags(arn)).containsOnly(entry("a", "1"));
    }
    rest.refused(
        tag("arn:aws:apigateway:eu-west-1::/apikeys/nope", Map.of("a", "1")),
        404,
        "Invalid API Key identifier specified");
  }

  @Test
  void invalidTagsAreRefused() {
    Map<String, String> many = new HashMap<>();
    IntStream.rangeClosed(0, 50).forEach(i -> many.put("k" + i, "v"));

    rest.refused(tag("pets", Map.of("a", "1")), 400, "Invalid ARN specified in the request");
    rest.refused(
        tag("arn:aws:apigateway:eu-west-1::/restapis/nope", Map.of("a", "1")),
        404,
        "Invalid API identifier specified 000000000000:nope");
    rest.refused(
        tag(apiArn, Map.of("AWS:a", "1")),
        400,
        "Invalid tag key. Tag keys cannot start with 'aws:'");
    rest.refused(
        tag(apiArn, Map.of("a".repeat(129), "1")),
        400,
        "Invalid tag. Tag keys have 1 to 128 characters, tag values at most 256.");
    rest.refused(
        tag(apiArn, many),
        429,
        "Maximum number of Tags for this resource has been reached.  Please contact AWS if you need"
            + " additional Tags.");
  }

  @Test
  void otherResourcesOfAnAccountAreTagged() {
    String cert = "arn:aws:acm:eu-west-1:000000000000:certificate/1";
    CreateVpcLinkResponse link =
        rest.call(
            CreateVpcLinkRequest.builder()
                .name("l")
                .targetArns("arn:aws:elasticloadbalancing:eu-west-1:0:loadbalancer/net/n/1")
                .build());
    GenerateClientCertificateResponse certificate =
        rest.call(GenerateClientCertificateRequest.builder().build());
    CreateDomainNameResponse regional =
        rest.call(
            CreateDomainNameRequest.builder()
                .domainName("api.example.com")
                .endpointConfiguration(e -> e.typesWithStrings("REGIONAL"))
                .regionalCertificateArn(cert)
                .build());
    CreateDomainNameResponse ofVpc =
        rest.call(
            CreateDomainNameRequest.builder()
                .domainName("api.example.com")
                .endpointConfiguration(e -> e.typesWithStrings("PRIVATE"))
                .certificateArn(cert)
                .build());
    CreateDomainNameAccessAssociationResponse association =
        rest.call(
            CreateDomainNameAccessAssociationRequest.builder()
                .domainNameArn(ofVpc.domainNameArn())
                .accessAssociationSource("vpce-1")
                .accessAssociationSourceType("VPCE")
                .build());

    for (String arn :
        List.of(
            "arn:aws:apigateway:eu-west-1::/vpclinks/" + link.id(),
            "arn:aws:apigateway:eu-west-1::/clientcertificates/"
                + certificate.clientCertificateId(),
            regional.domainNameArn(),
            ofVpc.domainNameArn(),
            association.domainNameAccessAssociationArn())) {
      rest.<SdkPojo>call(tag(arn, Map.of("a", "1", "b", "2")));
      rest.<SdkPojo>call(UntagResourceRequest.builder().resourceArn(arn).tagKeys("b").build());

      assertThat(tags(arn)).as(arn).containsOnly(entry("a", "1"));
    }
    rest.refused(
        tag("arn:aws:apigateway:eu-west-1::/account/x", Map.of("a", "1")),
        400,
        "Invalid ARN specified in the request");
  }
}
