package dev.postern.control.domain;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.control.rest.RestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.BasePathMapping;
import software.amazon.awssdk.services.apigateway.model.CreateBasePathMappingRequest;
import software.amazon.awssdk.services.apigateway.model.CreateBasePathMappingResponse;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameResponse;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteBasePathMappingRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteDomainNameRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigateway.model.GetBasePathMappingRequest;
import software.amazon.awssdk.services.apigateway.model.GetBasePathMappingResponse;
import software.amazon.awssdk.services.apigateway.model.GetBasePathMappingsRequest;
import software.amazon.awssdk.services.apigateway.model.GetBasePathMappingsResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateBasePathMappingRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateBasePathMappingResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateDomainNameRequest;

class BasePathMappingsTest {
  private static final String NAME = "api.example.com";
  private static final String HOME = "arn:aws:acm:eu-west-1:000000000000:certificate/1";
  private static final String NO_MAPPING = "Invalid base path mapping identifier specified";

  private final RestFixture rest = new RestFixture();
  private final CreateRestApiResponse api = rest.api();

  @BeforeEach
  void domainAndStage() {
    rest.<SdkPojo>call(
        CreateDomainNameRequest.builder()
            .domainName(NAME)
            .endpointConfiguration(e -> e.typesWithStrings("REGIONAL"))
            .regionalCertificateArn(HOME)
            .build());
    rest.mock(api.id(), api.rootResourceId(), "GET");
    rest.deploy(api.id(), "dev");
  }

  private CreateBasePathMappingRequest creation(String basePath, String stage) {
    return CreateBasePathMappingRequest.builder()
        .domainName(NAME)
        .basePath(basePath)
        .restApiId(api.id())
        .stage(stage)
        .build();
  }

  private static UpdateBasePathMappingRequest update(String basePath, String... operations) {
    return UpdateBasePathMappingRequest.builder()
        .domainName(NAME)
        .basePath(basePath)
        .patchOperations(patches(operations))
        .build();
  }

  private static DeleteBasePathMappingRequest deletion(String basePath) {
    return DeleteBasePathMappingRequest.builder().domainName(NAME).basePath(basePath).build();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "(none)"})
  void emptyBasePathIsNamedNone(String sent) {
    CreateBasePathMappingResponse mapping = rest.call(creation(sent, ""));

    assertThat(mapping.basePath()).isEqualTo("(none)");
    assertThat(mapping.restApiId()).isEqualTo(api.id());
    assertThat(mapping.stage()).isNull();
    GetBasePathMappingResponse read =
        rest.call(GetBasePathMappingRequest.builder().domainName(NAME).basePath("(none)").build());
    assertThat(read.restApiId()).isEqualTo(api.id());
    rest.refused(creation("(none)", "dev"), 409, "Base path already exists for this domain name");
  }

  @Test
  void mappingsToUnknownApisOrStagesAreRefused() {
    rest.refused(
        creation("a/b", "dev"),
        400,
        "API Gateway V1 doesn't support the slash character (/) in base path mappings. To create"
            + " a multi-level base path mapping, use API Gateway V2.");
    rest.refused(
        creation("a b", "dev"),
        400,
        "Invalid base path 'a b'. A base path may only contain letters, numbers and the"
            + " characters $-_.+!*'()");
    rest.refused(creation("a", "prod"), 400, "Invalid stage identifier specified");
    rest.refused(
        creation("a", "dev").toBuilder().restApiId("nope").build(),
        400,
        "Invalid API identifier specified: nope");
    rest.refused(
        creation("a", "dev").toBuilder().domainName("other.example.com").build(),
        404,
        "Invalid domain name identifier specified");
  }

  @Test
  void mutualTlsRequiresARegionalApi() {
    rest.<SdkPojo>call(
        UpdateDomainNameRequest.builder()
            .domainName(NAME)
            .patchOperations(patches("replace /mutualTlsAuthentication/truststoreUri s3://b/k"))
            .build());

    rest.refused(
        creation("a", "dev"), 400, "Mutual TLS authentication is supported for Regional APIs only");
  }

  @Test
  void updateChangesAMapping() {
    CreateRestApiResponse other = rest.api();
    rest.<SdkPojo>call(creation("a", "dev"));
    rest.<SdkPojo>call(creation("b", "dev"));

    rest.refused(
        update("a", "replace /basePath b"), 409, "Base path already exists for this domain name");
    rest.refused(
        update("a", "replace /restapiId " + other.id()), 400, "Invalid stage identifier specified");
    UpdateBasePathMappingResponse moved =
        rest.call(
            update(
                "a", "replace /basePath ", "replace /stage ", "replace /restapiId " + other.id()));

    assertThat(moved.basePath()).isEqualTo("(none)");
    assertThat(moved.restApiId()).isEqualTo(other.id());
    assertThat(moved.stage()).isNull();
    rest.refused(update("a", "replace /stage dev"), 404, NO_MAPPING);
    rest.refused(
        update("b", "replace /domainName x"),
        400,
        "Invalid patch path  '/domainName' specified for op 'replace'. Must be one of: [/basePath,"
            + " /restapiId, /stage]");
    GetBasePathMappingsResponse all =
        rest.call(GetBasePathMappingsRequest.builder().domainName(NAME).build());
    assertThat(all.items()).extracting(BasePathMapping::basePath).containsExactly("(none)", "b");
  }

  @Test
  void mappedApiOrStageCannotBeDeleted() {
    rest.<SdkPojo>call(creation("a", "dev"));
    DeleteRestApiRequest ofApi = DeleteRestApiRequest.builder().restApiId(api.id()).build();
    DeleteStageRequest ofStage =
        DeleteStageRequest.builder().restApiId(api.id()).stageName("dev").build();

    rest.refused(
        ofApi,
        400,
        "Deleting RestApi %s failed. Please remove all base path mappings related to the RestApi in your domains: %s."
            .formatted(api.id(), NAME));
    rest.refused(
        ofStage,
        400,
        "Deleting stage dev failed. Please remove all base path mappings related to the stage in"
            + " your domains: "
            + NAME
            + ".");
    rest.<SdkPojo>call(deletion("a"));
    rest.refused(deletion("a"), 404, NO_MAPPING);
    rest.<SdkPojo>call(ofStage);
    rest.<SdkPojo>call(ofApi);
  }

  @Test
  void mappingsAreDeletedWithTheirDomainName() {
    rest.<SdkPojo>call(creation("a", "dev"));

    rest.<SdkPojo>call(DeleteDomainNameRequest.builder().domainName(NAME).build());

    rest.<SdkPojo>call(DeleteRestApiRequest.builder().restApiId(api.id()).build());
    rest.refused(deletion("a"), 404, "Invalid domain name identifier specified");
  }

  @Test
  void privateNameIsFoundByItsId() {
    CreateDomainNameResponse domain =
        rest.call(
            CreateDomainNameRequest.builder()
                .domainName(NAME)
                .endpointConfiguration(e -> e.typesWithStrings("PRIVATE"))
                .certificateArn(HOME)
                .build());

    rest.<SdkPojo>call(
        creation("a", "dev").toBuilder().domainNameId(domain.domainNameId()).build());

    GetBasePathMappingsRequest all = GetBasePathMappingsRequest.builder().domainName(NAME).build();
    assertThat(rest.<GetBasePathMappingsResponse>call(all).items()).isEmpty();
    assertThat(
            rest.<GetBasePathMappingsResponse>call(
                    all.toBuilder().domainNameId(domain.domainNameId()).build())
                .items())
        .hasSize(1);
  }
}
