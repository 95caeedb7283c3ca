package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.RawBackend;
import dev.postern.testing.TestApi;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodResponse;

/** Tests the requests to AWS services byte by byte, and their credentials. */
class ServiceRequestIT {
  private static final String ROLE = "arn:aws:iam::000000000000:role/api";
  private static final String STS_ANSWER =
      """
      <?xml version="1.0"?><AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <AssumeRoleResult><AssumedRoleUser><Arn>arn:aws:sts::1:assumed-role/api/s</Arn></AssumedRoleUser>
        <Credentials><AccessKeyId>ASIATEMPORARY</AccessKeyId><SecretAccessKey>s3cret</SecretAccessKey>
        <SessionToken>a&amp;token</SessionToken><Expiration>%s</Expiration></Credentials>
      </AssumeRoleResult></AssumeRoleResponse>
      """;

  @Test
  void actionOfAJsonServiceNamesItsOperation() {
    try (RawBackend backend = RawBackend.ok();
        Running postern = with("AWS_ENDPOINT_URL_SFN", backend.url() + "/base/")) {
      TestApi api = api(postern, "states:action/StartExecution", ROLE, _ -> {});

      HttpResponse answer = api.send("POST", "/dev", "{\"a\":1}");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(backend.takeRequest())
          .startsWith("POST /base/ HTTP/1.1\r\n")
          .contains("\r\nX-Amz-Target: AWSStepFunctions.StartExecution\r\n")
          .contains("\r\nAccept: application/json\r\n")
          .contains("\r\nContent-Type: application/x-amz-json-1.0\r\n")
          .contains("\r\nUser-Agent: AmazonAPIGateway_" + api.id() + "\r\n")
          .contains("\r\nHost: " + backend.url().substring(7) + "\r\n")
          .containsPattern(
              "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=000000000000/\\d{8}/eu-west-1/states/")
          .endsWith("\r\n\r\n{\"a\":1}");
    }
  }

  @Test
  void actionOfAQueryServiceIsAQueryParameter() {
    try (RawBackend backend = RawBackend.ok();
        Running postern = with("AWS_ENDPOINT_URL", backend.url())) {
      TestApi api =
          api(
              postern,
              "sns:action/Publish&x=a b",
              "arn:aws:iam::*:user/*",
              i ->
                  i.requestParameters(
                      Map.of("integration.request.header.X-Amz-Target", "'AWSEvents.PutEvents'")));

      api.send("POST", "/dev", "{}");

      assertThat(backend.takeRequest())
          .startsWith("POST /?Action=Publish&x=a%20b HTTP/1.1\r\n")
          .contains("\r\nX-Amz-Target: AWSEvents.PutEvents\r\n")
          .contains("\r\nAccept: application/json, */*;q=0.1\r\n")
          .contains("\r\nContent-Type: application/json\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "unmapped",
      value = {
        "unmapped,application/json;7",
        "'application/json',application/json;7",
        "'text/xml',text/xml;",
        "'*/*',text/xml;"
      })
  void xmlOfAQueryServiceIsJsonForTemplatesThatAcceptIt(@Nullable String accept, String answered) {
    String xml =
        "<SendMessageResponse><SendMessageResult><MessageId>7</MessageId></SendMessageResult>"
            + "</SendMessageResponse>";
    try (RawBackend backend = RawBackend.answering("HTTP/1.1 200 OK\nContent-Type: text/xml", xml);
        Running postern = with("AWS_ENDPOINT_URL_SQS", backend.url())) {
      Map<String, String> mapped =
          accept == null
              ? Map.of()
              : Map.of("integration.request.header.Accept", "'" + accept + "'");

      String read =
          read(
              postern,
              "sqs:action/SendMessage",
              mapped,
              "$input.path('$.SendMessageResponse.SendMessageResult.MessageId')");

      assertThat(read).isEqualTo(answered);
    }
  }

  @Test
  void xmlErrorOfAQueryServiceIsJson() {
    String xml =
        "<ErrorResponse><Error><Type>Sender</Type><Code>NoQueue</Code><Message>m</Message></Error>"
            + "<RequestId>r</RequestId></ErrorResponse>";
    try (RawBackend backend =
            RawBackend.answering("HTTP/1.1 400 Bad\nContent-Type: text/xml", xml);
        Running postern = with("AWS_ENDPOINT_URL_SNS", backend.url())) {
      String read =
          read(
              postern,
              "sns:action/Publish",
              Map.of(),
              "$input.path('$.Error.Code') $input.path('$.RequestId')");

      assertThat(read).isEqualTo("application/json;NoQueue r");
    }
  }

  @Test
  void ssmIsAQueryServiceWhoseStandInsAnswerPlainJson() {
    try (RawBackend backend =
            RawBackend.answering(
                "HTTP/1.1 200 OK\nContent-Type: application/x-amz-json-1.1",
                "{\"Parameter\":{\"Value\":\"v\"}}");
        Running postern = with("AWS_ENDPOINT_URL_SSM", backend.url())) {
      String read =
          read(
              postern,
              "ssm:action/GetParameter",
              Map.of("integration.request.querystring.Name", "'/a b'"),
              "$input.path('$.GetParameterResponse.GetParameterResult.Parameter.Value')");

      assertThat(read).isEqualTo("application/json;v");
      assertThat(backend.takeRequest())
          .startsWith("POST /?Action=GetParameter&Name=%2Fa%20b HTTP/1.1\r\n")
          .doesNotContain("X-Amz-Target");
    }
  }

  @Test
  void mappedHeadersWinOverThoseOfTheProtocol() {
    try (RawBackend backend = RawBackend.ok();
        Running postern = with("AWS_ENDPOINT_URL", backend.url())) {
      TestApi api =
          api(
              postern,
              "events:action/PutEvents",
              "arn:aws:iam::*:user/*",
              i ->
                  i.requestParameters(
                      Map.of(
                          "integration.request.header.X-Amz-Target", "'AWSEvents.Other'",
                          "integration.request.header.content-type", "'application/json'")));

      api.send("POST", "/dev", "{}");

      assertThat(backend.takeRequest())
          .startsWith("POST / HTTP/1.1\r\n")
          .contains("\r\nX-Amz-Target: AWSEvents.Other\r\n")
          .contains("\r\ncontent-type: application/json\r\n")
          .doesNotContain("x-amz-json");
    }
  }

  @Test
  void firehoseSupportsAwsProxy() {
    try (RawBackend backend =
            RawBackend.answering("HTTP/1.1 400 Bad\nX-Its: own", "{\"__type\":\"X\"}");
        Running postern = with("AWS_ENDPOINT_URL_FIREHOSE", backend.url())) {
      TestApi api = TestApi.create(postern.clients().rest(), postern.http());
      api.method(
          "POST",
          "/",
          i ->
              i.type(IntegrationType.AWS_PROXY)
                  .integrationHttpMethod("POST")
                  .uri("arn:aws:apigateway:eu-west-1:firehose:action/PutRecord")
                  .credentials(ROLE));
      api.deploy("dev");

      HttpResponse answer =
          api.send("POST", "/dev", "{\"Record\":1}", "Content-Type: application/json");

      assertThat(backend.takeRequest())
          .contains("\r\nX-Amz-Target: Firehose_20150804.PutRecord\r\n")
          .contains("\r\nContent-Type: application/x-amz-json-1.1\r\n")
          .endsWith("{\"Record\":1}");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.bodyText()).isEqualTo("{\"__type\":\"X\"}");
      assertThat(answer.headers().get("X-Its")).isEqualTo("own");
    }
  }

  @Test
  void roleIsAssumedOnceIfStsIsConfigured() {
    try (RawBackend backend = RawBackend.ok();
        RawBackend sts =
            RawBackend.answering(
                "HTTP/1.1 200 OK\nContent-Type: text/xml",
                STS_ANSWER.formatted("2999-01-01T00:00:00Z"));
        Running postern =
            PosternExtension.withEnvironment(
                Map.of(
                    "AWS_ENDPOINT_URL_KINESIS",
                    backend.url(),
                    "AWS_ENDPOINT_URL_STS",
                    sts.url(),
                    "AWS_ACCESS_KEY_ID",
                    "AKIAOWN",
                    "AWS_SECRET_ACCESS_KEY",
                    "own"))) {
      TestApi api = api(postern, "kinesis:action/PutRecord", ROLE, _ -> {});

      api.send("POST", "/dev", "{}");
      api.send("POST", "/dev", "{}");

      assertThat(sts.takeRequest())
          .startsWith("POST / HTTP/1.1\r\n")
          .contains("Credential=AKIAOWN/")
          .endsWith(
              "Action=AssumeRole&Version=2011-06-15&RoleSessionName=BackplaneAssumeRoleSession"
                  + "&RoleArn=arn%3Aaws%3Aiam%3A%3A000000000000%3Arole%2Fapi");
      assertThat(sts.requests()).isZero();
      assertThat(backend.takeRequest())
          .contains("Credential=ASIATEMPORARY/")
          .contains("\r\nX-Amz-Security-Token: a&token\r\n");
      assertThat(backend.takeRequest()).contains("Credential=ASIATEMPORARY/");
    }
  }

  @Test
  void expiringCredentialsAreRenewed() {
    try (RawBackend backend = RawBackend.ok();
        RawBackend sts =
            RawBackend.answering("HTTP/1.1 200 OK", STS_ANSWER.formatted("2001-01-01T00:00:00Z"));
        Running postern =
            PosternExtension.withEnvironment(
                Map.of(
                    "AWS_ENDPOINT_URL_KINESIS", backend.url(),
                    "AWS_ENDPOINT_URL_STS", sts.url()))) {
      TestApi api = api(postern, "kinesis:action/PutRecord", ROLE, _ -> {});

      api.send("POST", "/dev", "{}");
      api.send("POST", "/dev", "{}");

      assertThat(sts.requests()).isEqualTo(2);
    }
  }

  @Test
  void roleThatStsRefusesIsAConfigurationError() {
    try (RawBackend backend = RawBackend.ok();
        RawBackend sts = RawBackend.answering("HTTP/1.1 403 Forbidden", "<Error/>");
        Running postern =
            PosternExtension.withEnvironment(
                Map.of("AWS_ENDPOINT_URL_SNS", backend.url(), "AWS_ENDPOINT_URL_STS", sts.url()))) {
      TestApi api = api(postern, "sns:action/Publish", ROLE, _ -> {});

      assertInternal(api.send("POST", "/dev", "{}"));
      assertThat(log(postern, api))
          .contains(
              "Execution failed due to configuration error: API Gateway does not have permission"
                  + " to assume the provided role "
                  + ROLE);
      assertThat(backend.requests()).isZero();
    }
  }

  @Test
  void withoutAnEndpointTheLogNamesTheVariableToSet() {
    try (Running postern = PosternExtension.withEnvironment(Map.of())) {
      TestApi api = api(postern, "streams.dynamodb:action/ListStreams", ROLE, _ -> {});

      assertInternal(api.send("POST", "/dev", "{}"));
      assertThat(log(postern, api))
          .contains("Execution failed due to configuration error: ")
          .contains("Set AWS_ENDPOINT_URL_DYNAMODB_STREAMS ");
    }
  }

  @Test
  void endpointOfPosternItselfIsIgnored() {
    String own;
    try (Running any = PosternExtension.withEnvironment(Map.of())) {
      own = any.endpoint();
    }
    int port = Integer.parseInt(own.substring(own.lastIndexOf(':') + 1));
    try (Running postern =
        PosternExtension.withEnvironment(port, Map.of("AWS_ENDPOINT_URL", own))) {
      TestApi api = api(postern, "sqs:action/ListQueues", ROLE, _ -> {});

      assertThat(log(postern, api)).contains("Set AWS_ENDPOINT_URL_SQS ");
    }
  }

  @Test
  void logShowsTheRequestWithoutSecrets() {
    try (RawBackend backend = RawBackend.ok();
        Running postern = with("AWS_ENDPOINT_URL_DYNAMODB", backend.url())) {
      TestApi api = api(postern, "dynamodb:action/Scan", ROLE, _ -> {});

      String log = log(postern, api);

      assertThat(log)
          .contains("Endpoint request URI: " + backend.url() + "/\n")
          .containsPattern("Endpoint request headers: \\{Authorization=\\*+, X-Amz-Date=\\d{8}T")
          .contains("X-Amz-Target=DynamoDB_20120810.Scan")
          .contains("Received response. Status: 200")
          .doesNotContain("Signature=");
    }
  }

  private static void assertInternal(HttpResponse answer) {
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.bodyText()).isEqualTo("{\"message\": \"Internal server error\"}");
  }

  private static Running with(String variable, String value) {
    return PosternExtension.withEnvironment(Map.of(variable, value));
  }

  private static String log(Running postern, TestApi api) {
    TestInvokeMethodResponse tested =
        postern
            .clients()
            .rest()
            .testInvokeMethod(r ->
                r.restApiId(api.id()).resourceId(api.resource("/")).httpMethod("POST").body("{}"));
    return tested.log();
  }

  /** Returns the media type of a service's answer, and what a template reads from it. */
  private static String read(
      Running postern, String service, Map<String, String> mappings, String template) {
    TestApi api = method(postern, service, ROLE, i -> i.requestParameters(mappings));
    api.response(
        "POST",
        "/",
        "200",
        Map.of("method.response.header.X-Type", false),
        r ->
            r.responseParameters(
                    Map.of(
                        "method.response.header.X-Type",
                        "integration.response.header.Content-Type"))
                .responseTemplates(Map.of("application/json", template)));
    api.deploy("dev");
    HttpResponse answer = api.send("POST", "/dev", "{}");
    return answer.headers().get("X-Type") + ";" + answer.bodyText();
  }

  private static TestApi api(
      Running postern,
      String service,
      String credentials,
      Consumer<PutIntegrationRequest.Builder> more) {
    TestApi api = method(postern, service, credentials, more);
    api.response("POST", "/", "200", _ -> {});
    api.deploy("dev");
    return api;
  }

  private static TestApi method(
      Running postern,
      String service,
      String credentials,
      Consumer<PutIntegrationRequest.Builder> more) {
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    api.method(
        "POST",
        "/",
        i ->
            more.accept(
                i.type(IntegrationType.AWS)
                    .integrationHttpMethod("POST")
                    .uri("arn:aws:apigateway:eu-west-1:" + service)
                    .credentials(credentials)));
    return api;
  }
}
