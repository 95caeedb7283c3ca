package dev.postern.execute.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.aws.error.GatewayException;
import dev.postern.execute.Exchange;
import dev.postern.execute.Step;
import dev.postern.execute.TestExchange;
import dev.postern.execute.front.VpcEndpoint;
import dev.postern.mapping.BinaryMediaTypes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildProxyEventTest {
  @Test
  void eventDescribesTheRequest() throws IOException {
    JsonNode event =
        event(
            TestExchange.post("text")
                .query("q=1&q=2")
                .header("X-A", "1")
                .header("x-a", "2")
                .pathParameter("id", "7")
                .stageVariable("v", "w"));

    assertThat(event.get("resource").asText()).isEqualTo("/pets/{id}");
    assertThat(event.get("path").asText()).isEqualTo("/pets/7");
    assertThat(event.get("httpMethod").asText()).isEqualTo("POST");
    assertThat(event.at("/headers/X-A").asText()).isEqualTo("2");
    assertThat(event.at("/multiValueHeaders/X-A")).hasToString("[\"1\",\"2\"]");
    assertThat(event.at("/headers/X-Forwarded-For").asText()).isEqualTo("192.0.2.1");
    assertThat(event.get("queryStringParameters")).hasToString("{\"q\":\"2\"}");
    assertThat(event.get("multiValueQueryStringParameters")).hasToString("{\"q\":[\"1\",\"2\"]}");
    assertThat(event.get("pathParameters")).hasToString("{\"id\":\"7\"}");
    assertThat(event.get("stageVariables")).hasToString("{\"v\":\"w\"}");
    assertThat(event.at("/requestContext/stage").asText()).isEqualTo("dev");
    assertThat(event.get("body").asText()).isEqualTo("text");
    assertThat(event.get("isBase64Encoded").asBoolean()).isFalse();
  }

  @Test
  void whatIsAbsentIsNull() throws IOException {
    JsonNode event = event(TestExchange.get());

    for (String name :
        List.of(
            "queryStringParameters",
            "multiValueQueryStringParameters",
            "pathParameters",
            "stageVariables",
            "body")) {
      assertThat(event.has(name)).as(name).isTrue();
      assertThat(event.get(name).isNull()).as(name).isTrue();
    }
    assertThat(event.at("/requestContext/identity/accessKey").isNull()).isTrue();
  }

  @Test
  void binaryBodyIsBase64() throws IOException {
    JsonNode event =
        event(TestExchange.post("").body(new byte[] {1, 2}).header("Content-Type", "image/png"));

    assertThat(event.get("body").asText()).isEqualTo("AQI=");
    assertThat(event.get("isBase64Encoded").asBoolean()).isTrue();
  }

  @Test
  void emptyBinaryBodyIsNull() throws IOException {
    JsonNode event = event(TestExchange.post("").header("Content-Type", "image/png"));

    assertThat(event.get("body").isNull()).isTrue();
    assertThat(event.get("isBase64Encoded").asBoolean()).isFalse();
  }

  @Test
  void slashesAtTheStartOfThePathAreOne() throws IOException {
    assertThat(event(TestExchange.get().path("///a//b", "/{p+}")).get("path").asText())
        .isEqualTo("/a//b");
  }

  @Test
  void vpcEndpointIsInTheIdentity() throws IOException {
    JsonNode event =
        event(TestExchange.get().throughVpcEndpoint(new VpcEndpoint("vpce-1", "vpc-2")));

    assertThat(event.at("/requestContext/identity/vpceId").asText()).isEqualTo("vpce-1");
    assertThat(event.at("/requestContext/identity/vpcId").asText()).isEqualTo("vpc-2");
  }

  @Test
  void headerThatOverridesTheMethodIsForTheGatewayAlone() throws IOException {
    JsonNode event = event(TestExchange.get().header("X-HTTP-Method-Override", "GET"));

    assertThat(event.get("headers").has("X-HTTP-Method-Override")).isFalse();
  }

  @Test
  void longMethodArnIsRefused() {
    LimitMethodArn limit = new LimitMethodArn(1_600);
    Exchange longest = TestExchange.get().path("/" + "a".repeat(1_538), "/{p}").build();
    Exchange longer = TestExchange.get().path("/" + "a".repeat(1_539), "/{p}").build();

    assertThat(longest.stage().methodArn("GET", longest.incoming().path())).hasSize(1_600);
    assertThat(limit.apply(longest)).isEqualTo(Step.NEXT);
    assertThatThrownBy(() -> limit.apply(longer))
        .isInstanceOfSatisfying(
            GatewayException.class, refusal -> assertThat(refusal.status()).isEqualTo(414));
  }

  private static JsonNode event(TestExchange test) throws IOException {
    Exchange exchange = test.build();
    var _ = new BuildProxyEvent(BinaryMediaTypes.of(List.of("image/png"))).apply(exchange);
    return new ObjectMapper().readTree(exchange.integrationRequest().body());
  }
}
