package dev.postern.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.ApiId;
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
  void eachAddressFormLeadsToTheApi(String authority, String path, String inner, String domain) {
    assertThat(Door.destination(authority, path))
        .isEqualTo(new Door.ToApi(new ApiId("a1b2"), inner, domain));
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
        "/"
      })
  void allElseIsTheControlPlane(String path) {
    assertThat(Door.destination("localhost:4566", path)).isInstanceOf(Door.ToControlPlane.class);
  }

  @Test
  void ownAddressesStayOnPlainHosts() {
    assertThat(Door.destination("localhost:4566", "/_postern/health"))
        .isInstanceOf(Door.ToPostern.class);
    assertThat(Door.destination("localhost:4566", "/_localstack/health"))
        .isInstanceOf(Door.ToPostern.class);
    assertThat(Door.destination("a.execute-api.localhost", "/_postern/health"))
        .isInstanceOf(Door.ToApi.class);
  }
}
