package dev.postern.control.account;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.postern.control.rest.RestFixture;
import dev.postern.control.state.ClientIdentity;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteClientCertificateRequest;
import software.amazon.awssdk.services.apigateway.model.GenerateClientCertificateRequest;
import software.amazon.awssdk.services.apigateway.model.GenerateClientCertificateResponse;
import software.amazon.awssdk.services.apigateway.model.GetClientCertificateRequest;
import software.amazon.awssdk.services.apigateway.model.GetClientCertificatesRequest;
import software.amazon.awssdk.services.apigateway.model.GetClientCertificatesResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateClientCertificateRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateClientCertificateResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateStageResponse;

class ClientCertificatesTest {
  private static final String NONE = "Invalid Client Certificate identifier specified";

  private final RestFixture rest = new RestFixture();

  private GenerateClientCertificateResponse generate() {
    return rest.call(
        GenerateClientCertificateRequest.builder()
            .description("mine")
            .tags(Map.of("a", "1"))
            .build());
  }

  private static DeleteClientCertificateRequest deletion(String id) {
    return DeleteClientCertificateRequest.builder().clientCertificateId(id).build();
  }

  private static UpdateStageRequest updateOfStage(String apiId, String operation) {
    return UpdateStageRequest.builder()
        .restApiId(apiId)
        .stageName("dev")
        .patchOperations(patches(operation))
        .build();
  }

  @Test
  void certificateIsValidForAYearAndItsKeyIsStored() {
    GenerateClientCertificateResponse certificate = generate();

    assertThat(certificate.clientCertificateId()).matches("[a-z0-9]{6}");
    assertThat(certificate.description()).isEqualTo("mine");
    assertThat(Duration.between(certificate.createdDate(), certificate.expirationDate()))
        .isEqualTo(Duration.ofDays(365));
    assertThat(certificate.pemEncodedCertificate())
        .isEqualTo("certificate from " + certificate.createdDate());
    assertThat(certificate.tags()).containsOnly(entry("a", "1"));
    assertThat(rest.publisher.accounts.getLast().clientCertificates().values())
        .extracting(ClientIdentity::privateKey)
        .containsExactly("key until " + certificate.expirationDate());
  }

  @Test
  void onlyTheDescriptionCanBeChanged() {
    String id = generate().clientCertificateId();
    UpdateClientCertificateRequest.Builder update =
        UpdateClientCertificateRequest.builder().clientCertificateId(id);

    UpdateClientCertificateResponse certificate =
        rest.call(update.patchOperations(patches("replace /description other")).build());

    assertThat(certificate.description()).isEqualTo("other");
    rest.refused(
        update.patchOperations(patches("replace /expirationDate 1")).build(),
        400,
        "Invalid patch path  '/expirationDate' specified for op 'replace'. Must be one of:"
            + " [/description]");
    rest.refused(update.clientCertificateId("nope").build(), 404, NONE);
  }

  @Test
  void certificateOfAStageCannotBeDeleted() {
    String id = generate().clientCertificateId();
    CreateRestApiResponse api = rest.api();
    rest.mock(api.id(), api.rootResourceId(), "GET");
    rest.deploy(api.id(), "dev");

    rest.<SdkPojo>call(updateOfStage(api.id(), "replace /clientCertificateId " + id));

    rest.refused(
        deletion(id),
        400,
        "Cannot delete client certificate '%s', is referenced in [%s:dev] in format of [RESTApiId:Stage]."
            .formatted(id, api.id()));
    rest.refused(updateOfStage(api.id(), "replace /clientCertificateId nope"), 400, NONE);
    UpdateStageResponse stage = rest.call(updateOfStage(api.id(), "replace /clientCertificateId "));
    assertThat(stage.clientCertificateId()).isNull();
    rest.<SdkPojo>call(deletion(id));
    rest.refused(deletion(id), 404, NONE);
    rest.refused(GetClientCertificateRequest.builder().clientCertificateId(id).build(), 404, NONE);
  }

  @Test
  void certificatesAreListedInPages() {
    generate();
    generate();

    GetClientCertificatesResponse first =
        rest.call(GetClientCertificatesRequest.builder().limit(1).build());
    GetClientCertificatesResponse second =
        rest.call(GetClientCertificatesRequest.builder().position(first.position()).build());

    assertThat(first.items()).hasSize(1).doesNotContainAnyElementsOf(second.items());
    assertThat(second.items()).hasSize(1);
    assertThat(second.position()).isNull();
  }
}
