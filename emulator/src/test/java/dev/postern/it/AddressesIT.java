package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.TestApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests all address forms of an API, and the gateway's own answers. */
@ExtendWith(PosternExtension.class)
class AddressesIT {
  private final Running postern;
  private final TestApi api;

  AddressesIT(Running postern) {
    this.postern = postern;
    this.api =
        TestApi.create(postern.clients().rest(), postern.http())
            .mock("GET", "/pets/{id}", "$input.params('id') $context.path $context.domainName");
    api.deploy("dev");
  }

  @ParameterizedTest
  @CsvSource({
    "{api}.execute-api.localhost:{port}, /dev/pets/7, {api}.execute-api.localhost",
    "{api}.execute-api.localhost.localstack.cloud:{port}, /dev/pets/7,"
        + " {api}.execute-api.localhost.localstack.cloud",
    "{api}.execute-api.eu-west-1.amazonaws.com, /dev/pets/7,"
        + " {api}.execute-api.eu-west-1.amazonaws.com",
    "localhost:{port}, /_aws/execute-api/{api}/dev/pets/7,"
        + " {api}.execute-api.us-east-1.amazonaws.com",
    "localhost:{port}, /restapis/{api}/dev/_user_request_/pets/7,"
        + " {api}.execute-api.us-east-1.amazonaws.com"
  })
  void everyAddressFormReachesTheApi(String host, String path, String domain) {
    HttpResponse answer = postern.http().get(filled(host), filled(path));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.bodyText()).isEqualTo("7 /dev/pets/7 " + filled(domain));
    assertThat(answer.headers().first("Content-Type")).contains("application/json");
    assertThat(answer.headers().get("x-amzn-RequestId")).hasSize(36);
    assertThat(answer.headers().get("x-amz-apigw-id")).hasSize(16).endsWith("=");
    assertThat(answer.headers().contains("Date")).isTrue();
    assertThat(answer.headers().contains("X-Amzn-Trace-Id")).isFalse();
  }

  @Test
  void unknownPathAndUnknownVerbAreMissingAuthenticationToken() {
    for (HttpResponse answer :
        new HttpResponse[] {api.get("/dev/toys"), api.send("POST", "/dev/pets/7", "")}) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.bodyText()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
      assertThat(answer.headers().first("x-amzn-ErrorType"))
          .contains("MissingAuthenticationTokenException");
    }
  }

  @Test
  void unknownPathWithABearerTokenIsAnIncompleteSignature() {
    HttpResponse answer = api.get("/dev/toys", "Authorization: Bearer abc");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.headers().first("x-amzn-ErrorType")).contains("IncompleteSignatureException");
    assertThat(answer.bodyText())
        .isEqualTo(
            "{\"message\":\"'abc' not a valid key=value pair (missing equal-sign) in Authorization"
                + " header: 'Bearer abc'.\"}");
  }

  @Test
  void unknownApiAndUnknownStageAreForbidden() {
    HttpResponse noApi =
        postern.http().get("nosuchapi1.execute-api.us-east-1.amazonaws.com", "/dev");
    HttpResponse noStage = api.get("/nostage/pets/7");
    HttpResponse noSegment = api.get("/");

    for (HttpResponse answer : new HttpResponse[] {noApi, noStage, noSegment}) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.bodyText()).isEqualTo("{\"message\":\"Forbidden\"}");
    }
  }

  @Test
  void requestIdThatTheClientSendsIsKeptIfItIsAUuid() {
    String uuid = "6f0a1c1e-5d0c-4a55-9a8e-2f5a0f6f1b11";

    assertThat(
            api.get("/dev/pets/7", "x-amzn-RequestId: " + uuid).headers().first("x-amzn-RequestId"))
        .contains(uuid);
    assertThat(api.get("/dev/pets/7", "x-amzn-RequestId: x").headers().get("x-amzn-RequestId"))
        .hasSize(36);
  }

  @Test
  void bodyOverTenMegabytesIsTooLong() {
    HttpResponse announced = api.send("POST", "/dev/pets/7", "", "Content-Length: 10485761");

    assertThat(announced.status()).isEqualTo(413);
    assertThat(announced.bodyText()).isEqualTo("HTTP content length exceeded 10485760 bytes.");
  }

  @Test
  void slashesAroundTheStageCollapse() {
    assertThat(api.get("//dev/pets/7").bodyText()).startsWith("7 /dev/pets/7 ");
    assertThat(api.get("/dev//pets/7").bodyText()).startsWith("7 /dev//pets/7 ");
    assertThat(api.get("/dev/pets/7/").bodyText()).startsWith("7 /dev/pets/7/ ");
  }

  private String filled(String text) {
    return text.replace("{api}", api.id())
        .replace("{port}", Integer.toString(postern.http().port()));
  }
}
