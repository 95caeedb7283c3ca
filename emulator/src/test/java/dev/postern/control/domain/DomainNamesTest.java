package dev.postern.control.domain;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.postern.aws.Caller;
import dev.postern.control.rest.RestFixture;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteDomainNameRequest;
import software.amazon.awssdk.services.apigateway.model.DomainName;
import software.amazon.awssdk.services.apigateway.model.GetDomainNameRequest;
import software.amazon.awssdk.services.apigateway.model.GetDomainNameResponse;
import software.amazon.awssdk.services.apigateway.model.GetDomainNamesRequest;
import software.amazon.awssdk.services.apigateway.model.GetDomainNamesResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateDomainNameRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateDomainNameResponse;

class DomainNamesTest {
  private static final String HOME = "arn:aws:acm:eu-west-1:000000000000:certificate/1";
  private static final String EDGE = "arn:aws:acm:us-east-1:000000000000:certificate/2";
  private static final String NONE = "Invalid domain name identifier specified";
  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":["*"],\
      "Action":"execute-api:Invoke","Resource":["execute-api:/*"]}]}\
      """;

  private final RestFixture rest = new RestFixture();

  private static CreateDomainNameRequest regional(Consumer<CreateDomainNameRequest.Builder> more) {
    CreateDomainNameRequest.Builder request =
        CreateDomainNameRequest.builder()
            .domainName("api.example.com")
            .endpointConfiguration(e -> e.typesWithStrings("REGIONAL"))
            .regionalCertificateArn(HOME);
    more.accept(request);
    return request.build();
  }

  private static CreateDomainNameRequest regional() {
    return regional(_ -> {});
  }

  private static CreateDomainNameRequest edge() {
    return CreateDomainNameRequest.builder()
        .domainName("edge.example.com")
        .certificateArn(EDGE)
        .build();
  }

  private static CreateDomainNameRequest ofVpc() {
    return CreateDomainNameRequest.builder()
        .domainName("private.example.com")
        .endpointConfiguration(e -> e.typesWithStrings("PRIVATE"))
        .certificateArn(HOME)
        .policy(POLICY)
        .build();
  }

  private static UpdateDomainNameRequest update(String name, String... operations) {
    return UpdateDomainNameRequest.builder()
        .domainName(name)
        .patchOperations(patches(operations))
        .build();
  }

  private UpdateDomainNameResponse updated(String name, String... operations) {
    return rest.call(update(name, operations));
  }

  private GetDomainNameResponse get(String name, @Nullable String id) {
    return rest.call(GetDomainNameRequest.builder().domainName(name).domainNameId(id).build());
  }

  @Test
  void regionalNameHasATargetInItsRegion() {
    CreateDomainNameResponse domain = rest.call(regional(r -> r.tags(Map.of("a", "1"))));

    assertThat(domain.domainName()).isEqualTo("api.example.com");
    assertThat(domain.domainNameArn())
        .isEqualTo("arn:aws:apigateway:eu-west-1::/domainnames/api.example.com");
    assertThat(domain.domainNameId()).isNull();
    assertThat(domain.regionalDomainName())
        .matches("d-[a-z0-9]{10}\\.execute-api\\.eu-west-1\\.amazonaws\\.com");
    assertThat(domain.regionalHostedZoneId()).isEqualTo("ZLY8HYME6SFDD");
    assertThat(domain.distributionDomainName()).isNull();
    assertThat(domain.endpointConfiguration().ipAddressTypeAsString()).isEqualTo("ipv4");
    assertThat(domain.securityPolicyAsString()).isEqualTo("TLS_1_2");
    assertThat(domain.routingModeAsString()).isEqualTo("BASE_PATH_MAPPING_ONLY");
    assertThat(domain.domainNameStatusAsString()).isEqualTo("AVAILABLE");
    assertThat(domain.certificateUploadDate()).isNotNull();
    assertThat(domain.tags()).containsOnly(entry("a", "1"));
    assertThat(rest.publisher.accounts.getLast().domainNames()).containsKey("api.example.com");
  }

  @Test
  void edgeIsTheDefaultEndpointType() {
    CreateDomainNameResponse domain = rest.call(edge());

    assertThat(domain.endpointConfiguration().typesAsStrings()).containsExactly("EDGE");
    assertThat(domain.distributionDomainName()).matches("d[a-z0-9]{13}\\.cloudfront\\.net");
    assertThat(domain.distributionHostedZoneId()).isEqualTo("Z2FDTNDATAQYW2");
    assertThat(domain.regionalDomainName()).isNull();
  }

  @Test
  void privateNamesDifferById() {
    CreateDomainNameResponse one = rest.call(ofVpc());
    CreateDomainNameResponse other = rest.call(ofVpc());

    assertThat(one.domainNameId()).matches("[a-z0-9]{10}").isNotEqualTo(other.domainNameId());
    assertThat(one.domainNameArn())
        .isEqualTo(
            "arn:aws:apigateway:eu-west-1:000000000000:/domainnames/private.example.com+"
                + one.domainNameId());
    assertThat(one.policy())
        .isEqualTo(
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",\
            "Action":"execute-api:Invoke","Resource":\
            "arn:aws:execute-api:eu-west-1:000000000000:/domainnames/private.example.com+%s"}]}\
            """
                .formatted(one.domainNameId()));
    assertThat(one.endpointConfiguration().ipAddressTypeAsString()).isEqualTo("dualstack");
    assertThat(get("private.example.com", other.domainNameId()).domainNameArn())
        .isEqualTo(other.domainNameArn());
    rest.refused(
        GetDomainNameRequest.builder().domainName("private.example.com").build(), 404, NONE);
  }

  @Test
  void publicNamesAreUniqueInARegionAcrossAccounts() {
    Caller other = RestFixture.caller("111111111111", "eu-west-1");
    Caller elsewhere = RestFixture.caller("111111111111", "us-west-2");
    rest.<SdkPojo>call(regional());

    rest.refused(regional(), 400, "The domain name you provided already exists.");
    rest.refused(other, regional(), 400, "The domain name you provided already exists.");
    rest.<SdkPojo>call(
        elsewhere, regional(r -> r.regionalCertificateArn(HOME.replace("eu-west-1", "us-west-2"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "a..b", "-a.com", "a_b.com", "x.*.com", "a.com/", "é.com"})
  void invalidNamesAreRefused(String name) {
    rest.refused(regional(r -> r.domainName(name)), 400, "Invalid domain name: " + name);
  }

  @Test
  void wildcardIsAllowedAndUpperCaseIsLowered() {
    rest.<SdkPojo>call(regional(r -> r.domainName("*.Example.com")));

    assertThat(get("*.example.com", null).domainName()).isEqualTo("*.example.com");
    rest.refused(GetDomainNameRequest.builder().domainName("*.Example.com").build(), 404, NONE);
  }

  @Test
  void certificateMustBeInTheRegionOfTheEndpointType() {
    rest.refused(
        regional(r -> r.regionalCertificateArn(EDGE)),
        400,
        "Invalid certificate ARN: " + EDGE + ". Certificate must be in 'eu-west-1'.");
    rest.refused(
        edge().toBuilder().certificateArn(HOME).build(),
        400,
        "Invalid certificate ARN: " + HOME + ". Certificate must be in 'us-east-1'.");
    rest.refused(
        regional(r -> r.regionalCertificateArn(null).certificateArn(HOME)),
        400,
        "A certificate was not provided for the endpoint type REGIONAL.");
    rest.refused(
        edge().toBuilder().certificateArn("").build(),
        400,
        "A certificate was not provided for the endpoint type EDGE.");
    rest.refused(
        regional(r -> r.regionalCertificateArn("arn:aws:s3:::x")),
        400,
        "Invalid certificate ARN: arn:aws:s3:::x.");
    rest.refused(
        edge().toBuilder().certificateArn(null).certificateBody("nothing").build(),
        400,
        "Unable to parse certificate. Please ensure it is in PEM format.");
  }

  @Test
  void incompatibleSettingsAreRefused() {
    rest.refused(
        regional(r -> r.endpointConfiguration(e -> e.typesWithStrings("EDGE", "REGIONAL"))),
        400,
        "Cannot create an api with multiple Endpoint Types.");
    rest.refused(
        regional(r -> r.securityPolicy("SecurityPolicy_TLS13_1_3_2025_09")),
        400,
        "Endpoint access mode is required for the specified security policy");
    rest.refused(
        regional(
            r -> r.securityPolicy("SecurityPolicy_TLS13_2025_EDGE").endpointAccessMode("BASIC")),
        400,
        "Security policy SecurityPolicy_TLS13_2025_EDGE is not supported for the endpoint type"
            + " REGIONAL.");
    rest.refused(
        edge().toBuilder().mutualTlsAuthentication(m -> m.truststoreUri("s3://b/k")).build(),
        400,
        "Mutual TLS authentication is supported for Regional APIs only");
    rest.refused(
        regional(r -> r.mutualTlsAuthentication(m -> m.truststoreUri("https://b/k"))),
        400,
        "Invalid truststore URI: https://b/k. It must have the form s3://bucket-name/key-name.");
    rest.refused(
        regional(r -> r.policy(POLICY)),
        400,
        "Policies are supported for private custom domain names only");
    rest.refused(
        ofVpc().toBuilder().policy("{").build(),
        400,
        "Invalid policy document. Please check the policy syntax and ensure that Principals are"
            + " valid.");
  }

  @Test
  void settingsCanBeChanged() {
    rest.<SdkPojo>call(regional());

    UpdateDomainNameResponse domain =
        updated(
            "api.example.com",
            "replace /regionalCertificateName other",
            "replace /regionalCertificateArn " + HOME + "b",
            "replace /endpointAccessMode STRICT",
            "replace /securityPolicy SecurityPolicy_TLS13_1_3_2025_09",
            "replace /routingMode ROUTING_RULE_ONLY",
            "replace /endpointConfiguration/ipAddressType dualstack",
            "replace /endpointConfiguration/types/0 REGIONAL",
            "replace /ownershipVerificationCertificateArn " + HOME);

    assertThat(domain.regionalCertificateName()).isEqualTo("other");
    assertThat(domain.regionalCertificateArn()).isEqualTo(HOME + "b");
    assertThat(domain.endpointAccessModeAsString()).isEqualTo("STRICT");
    assertThat(domain.securityPolicyAsString()).isEqualTo("SecurityPolicy_TLS13_1_3_2025_09");
    assertThat(domain.routingModeAsString()).isEqualTo("ROUTING_RULE_ONLY");
    assertThat(domain.endpointConfiguration().ipAddressTypeAsString()).isEqualTo("dualstack");
    assertThat(domain.ownershipVerificationCertificateArn()).isEqualTo(HOME);
    assertThat(updated("api.example.com", "replace /ownershipVerificationCertificateArn "))
        .matches(without -> without.ownershipVerificationCertificateArn() == null);
  }

  @Test
  void truststoreEnablesMutualTls() {
    rest.<SdkPojo>call(regional());

    UpdateDomainNameResponse with =
        updated(
            "api.example.com",
            "replace /mutualTlsAuthentication/truststoreUri s3://b/k",
            "replace /mutualTlsAuthentication/truststoreVersion 7");

    assertThat(with.mutualTlsAuthentication().truststoreUri()).isEqualTo("s3://b/k");
    assertThat(with.mutualTlsAuthentication().truststoreVersion()).isEqualTo("7");
    rest.refused(
        update("api.example.com", "replace /endpointAccessMode BASIC"),
        400,
        "/endpointAccessMode Invalid request input");
    UpdateDomainNameResponse without =
        updated("api.example.com", "replace /mutualTlsAuthentication/truststoreUri ");
    assertThat(without.mutualTlsAuthentication()).isNull();
    rest.refused(
        update("api.example.com", "replace /mutualTlsAuthentication/truststoreVersion 8"),
        400,
        "/mutualTlsAuthentication/truststoreVersion Invalid request input");
  }

  @Test
  void migrationAddsOneEndpointTypeAndLaterRemovesTheOther() {
    CreateDomainNameResponse domain = rest.call(edge());

    rest.refused(
        update(
            "edge.example.com",
            "remove /endpointConfiguration/types EDGE",
            "add /endpointConfiguration/types REGIONAL",
            "add /regionalCertificateArn " + HOME),
        400,
        "Can only perform one update operation at a time. Request would delete edge endpoint,"
            + " create regional endpoint");
    rest.refused(
        update("edge.example.com", "add /endpointConfiguration/types REGIONAL"),
        400,
        "A certificate was not provided for the endpoint type REGIONAL.");
    UpdateDomainNameResponse both =
        updated(
            "edge.example.com",
            "add /endpointConfiguration/types REGIONAL",
            "add /regionalCertificateArn " + HOME);
    UpdateDomainNameResponse regional =
        updated("edge.example.com", "remove /endpointConfiguration/types EDGE");

    assertThat(both.endpointConfiguration().typesAsStrings()).containsExactly("EDGE", "REGIONAL");
    assertThat(both.distributionDomainName()).isEqualTo(domain.distributionDomainName());
    assertThat(both.regionalDomainName()).isNotNull();
    assertThat(regional.distributionDomainName()).isNull();
    assertThat(regional.certificateArn()).isNull();
    assertThat(regional.regionalDomainName()).isEqualTo(both.regionalDomainName());
    rest.refused(
        update("edge.example.com", "remove /endpointConfiguration/types REGIONAL"),
        400,
        "REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replace /endpointConfiguration/types/0 PRIVATE",
        "replace /endpointConfiguration/types/0 EDGE",
        "add /endpointConfiguration/types PRIVATE",
        "add /endpointConfiguration/types REGIONAL",
        "remove /endpointConfiguration/types EDGE",
        "replace /domainName x.com",
        "add /securityPolicy TLS_1_2"
      })
  void immutableMembersAreInvalidInput(String operation) {
    rest.<SdkPojo>call(regional());

    rest.refused(
        update("api.example.com", operation),
        400,
        operation.split(" ", -1)[1] + " Invalid request input");
  }

  @Test
  void requiredCertificateCannotBeRemoved() {
    rest.<SdkPojo>call(regional());

    rest.refused(
        update("api.example.com", "remove /regionalCertificateArn"),
        400,
        "A certificate was not provided for the endpoint type REGIONAL.");
  }

  @Test
  void otherAccountsSeePrivateNamesSharedWithThem() {
    Caller other = RestFixture.caller("111111111111", "eu-west-1");
    CreateDomainNameResponse domain = rest.call(ofVpc());
    rest.<SdkPojo>call(ofVpc());
    GetDomainNamesRequest shared =
        GetDomainNamesRequest.builder().resourceOwner("OTHER_ACCOUNTS").build();

    rest.<SdkPojo>call(
        update(
                domain.domainName(),
                "replace /managementPolicy "
                    + """
                    {"Statement":[{"Effect":"Allow","Principal":{"AWS":["111111111111"]},\
                    "Action":"apigateway:CreateAccessAssociation","Resource":"*"}]}\
                    """)
            .toBuilder()
            .domainNameId(domain.domainNameId())
            .build());

    assertThat(rest.<GetDomainNamesResponse>call(other, shared).items())
        .containsExactly(
            DomainName.builder()
                .domainName(domain.domainName())
                .domainNameId(domain.domainNameId())
                .domainNameArn(domain.domainNameArn())
                .build());
    assertThat(rest.<GetDomainNamesResponse>call(shared).items()).isEmpty();
  }

  @Test
  void namesAreListedInOrderAndDeleted() {
    rest.<SdkPojo>call(regional());
    rest.<SdkPojo>call(edge());
    DeleteDomainNameRequest deletion =
        DeleteDomainNameRequest.builder().domainName("api.example.com").build();

    GetDomainNamesResponse first = rest.call(GetDomainNamesRequest.builder().limit(1).build());
    GetDomainNamesResponse second =
        rest.call(GetDomainNamesRequest.builder().position(first.position()).build());
    rest.<SdkPojo>call(deletion);

    assertThat(List.of(first.items(), second.items()))
        .flatExtracting(items -> items.stream().map(DomainName::domainName).toList())
        .containsExactly("api.example.com", "edge.example.com");
    rest.refused(deletion, 404, NONE);
    rest.refused(update("api.example.com", "replace /policy x"), 404, NONE);
  }
}
