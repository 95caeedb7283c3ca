package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.RawBackend;
import dev.postern.testing.TestApi;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;

/** Tests integrations over a VPC link. */
class PrivateIntegrationIT {
  private static final String NLB =
      "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/nlb/50dc6c495c0c9188";
  private static final String LISTENER =
      "arn:aws:elasticloadbalancing:us-east-1:000000000000:listener/app/alb/50dc6c495c0c9188/f2f7";

  @Test
  void linkConnectsToTheLocalAddressOfItsLoadBalancer() {
    try (RawBackend backend = RawBackend.ok();
        Running postern = with(NLB + "=127.0.0.1:" + backend.port())) {
      String link = link(postern);
      TestApi api =
          api(postern, i -> i.uri("http://pets.internal:8080/v1/pets?a=1").connectionId(link));
      api.deploy("dev");

      HttpResponse answer = api.get("/dev?b=2");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(backend.takeRequest())
          .startsWith("GET /v1/pets?a=1&b=2 HTTP/1.1\r\n")
          .contains("\r\nhost: pets.internal:8080\r\n");
    }
  }

  @Test
  void stageVariableSelectsTheLink() {
    try (RawBackend backend = RawBackend.ok();
        Running postern = with(NLB + "=127.0.0.1:" + backend.port())) {
      String link = link(postern);
      TestApi api =
          api(postern, i -> i.uri("http://pets.internal").connectionId("${stageVariables.link}"));
      api.deploy("dev", Map.of("link", link));
      api.deploy("bare");

      assertThat(api.get("/dev").status()).isEqualTo(200);
      assertThat(api.get("/bare").status()).isEqualTo(500);
    }
  }

  @Test
  void integrationTargetWinsAndMayUsePlainHttpForHttps() {
    try (RawBackend backend = RawBackend.ok();
        Running postern = with(LISTENER + "=" + backend.url() + ", " + NLB + "=127.0.0.1:9")) {
      String link = link(postern);
      TestApi api =
          api(
              postern,
              i -> i.uri("https://pets.internal/x").connectionId(link).integrationTarget(LISTENER));
      api.deploy("dev");

      assertThat(api.get("/dev").status()).isEqualTo(200);
      assertThat(backend.takeRequest())
          .startsWith("GET /x HTTP/1.1\r\n")
          .contains("\r\nhost: pets.internal\r\n");
    }
  }

  @Test
  void withoutALocalAddressTheLogNamesTheSetting() {
    try (Running postern = with("")) {
      String link = link(postern);
      TestApi api = api(postern, i -> i.uri("http://pets.internal").connectionId(link));
      api.deploy("dev");

      HttpResponse answer = api.get("/dev");
      String log =
          postern
              .clients()
              .rest()
              .testInvokeMethod(
                  r -> r.restApiId(api.id()).resourceId(api.resource("/")).httpMethod("GET"))
              .log();

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.bodyText()).isEqualTo("{\"message\": \"Internal server error\"}");
      assertThat(log)
          .contains("Execution failed due to configuration error: Invalid endpoint address")
          .contains("Set POSTERN_VPC_LINKS=" + NLB + "=HOST:PORT");
    }
  }

  private static Running with(String links) {
    return PosternExtension.withOptions(Map.of("vpc-links", links));
  }

  private static String link(Running postern) {
    return postern.clients().rest().createVpcLink(r -> r.name("pets").targetArns(NLB)).id();
  }

  private static TestApi api(Running postern, Consumer<PutIntegrationRequest.Builder> more) {
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    api.method(
        "GET",
        "/",
        i ->
            more.accept(
                i.type(IntegrationType.HTTP_PROXY)
                    .integrationHttpMethod("GET")
                    .connectionType("VPC_LINK")));
    return api;
  }
}
