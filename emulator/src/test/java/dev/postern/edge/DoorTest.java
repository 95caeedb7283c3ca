package dev.postern.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.ApiId;
import dev.postern.execute.front.ApiAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {
  @ParameterizedTest
  @CsvSource({
    "a1b2.execute-api.localhost:4566, /dev/pets, /dev/pets, a1b2.execute-api.localhost",
    "a1b2.execute-api.localhost.localstack.cloud:4566, /dev, /dev,"
        + " a1b2.execute-api.localhost.localstack.cloud",
    "a1b2.execute-api.eu-west-1.amazonaws.com, /dev/x, /dev/x,"
        + " a1b2.execute-api.eu-west-1.amazonaws.com",
    "localhost:4566, /_aws/execute-api/a1b2/dev/pets, /dev/pets,",
    "localhost:4566, /_aws/execute-api/a1b2, /,",
    "localhost:4566, /restapis/a1b2/dev/_user_request_/pets/7, /dev/pets/7,",
    "localhost:4566, /restapis/a1b2/dev/_user_request_, /dev,",
  })
  void eachAddressFormNamesTheApi(String authority, String path, String inner, String domain) {
    assertThat(Door.destination(authority, path, DoorTest::noHeader))
        .isEqualTo(new Door.ToApi(new ApiAddress(new ApiId("a1b2"), inner, domain, null)));
  }

  @ParameterizedTest
  @CsvSource({
    "a1b2-vpce-0c3d.execute-api.eu-west-1.amazonaws.com,,"
        + " a1b2-vpce-0c3d.execute-api.eu-west-1.amazonaws.com, vpce-0c3d",
    "vpce-0c3d-e4f5.execute-api.eu-west-1.vpce.amazonaws.com, a1b2,"
        + " vpce-0c3d-e4f5.execute-api.eu-west-1.vpce.amazonaws.com, vpce-0c3d",
    "vpce-0c3d-e4f5-eu-west-1a.execute-api.localhost:4566, a1b2,"
        + " vpce-0c3d-e4f5-eu-west-1a.execute-api.localhost, vpce-0c3d",
    "localhost:4566, a1b2, localhost,",
  })
  void privateApisAreNamedByHostAndHeader(
      String authority, @Nullable String header, String domain, @Nullable String vpcEndpoint) {
    assertThat(
            Door.destination(
                authority, "/dev/pets", name -> name.equals("x-apigw-api-id") ? header : null))
        .isEqualTo(
            new Door.ToApi(new ApiAddress(new ApiId("a1b2"), "/dev/pets", domain, vpcEndpoint)));
  }

  @Test
  void aVpcEndpointWithoutTheHeaderNamesNoApi() {
    assertThat(Door.destination("vpce-0c3d.execute-api.localhost", "/dev", DoorTest::noHeader))
        .isInstanceOfSatisfying(
            Door.ToApi.class, to -> assertThat(to.address().api().value()).isEqualTo("vpce-0c3d"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/restapis",
        "/restapis/a1b2/stages/dev",
        "/restapis/a1b2/dev/_user_request_x",
        "/2015-03-31/functions",
        "/v2/apis",
        "/_aws/execute-api/",
        "/_localstack/init/never",
        "/_localstack/diagnose",
        "/"
      })
  void everythingElseIsTheControlPlane(String path) {
    assertThat(Door.destination("localhost:4566", path, DoorTest::noHeader))
        .isInstanceOf(Door.ToControlPlane.class);
  }

  @Test
  void ownAddressesStayOnPlainHosts() {
    assertThat(Door.destination("localhost:4566", "/_postern/health", DoorTest::noHeader))
        .isInstanceOf(Door.ToPostern.class);
    assertThat(Door.destination("a.execute-api.localhost", "/_postern/health", DoorTest::noHeader))
        .isInstanceOf(Door.ToApi.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/_localstack/health",
        "/_localstack/info",
        "/_localstack/init",
        "/_localstack/init/boot",
        "/_localstack/init/start",
        "/_localstack/init/ready",
        "/_localstack/init/shutdown"
      })
  void addressesAtWhichLocalStackTellsThatItIsReadyAreOwn(String path) {
    assertThat(Door.destination("localhost:4566", path, DoorTest::noHeader))
        .isInstanceOf(Door.ToPostern.class);
  }

  private static @Nullable String noHeader(String name) {
    return null;
  }
}
