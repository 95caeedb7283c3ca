package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.ServiceProcess;
import dev.postern.testing.TestApi;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;

/**
 * Integrations with real servers: DynamoDB Local (JSON protocol), ElasticMQ (query protocol) and
 * S3Proxy (REST), which verifies signatures.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AwsServiceIT {
  private static final String ROLE = "arn:aws:iam::000000000000:role/api";
  private static final String KEY_ID = "AKIAPOSTERN";
  private static final String SECRET = "very secret";
  private static final String FORM = "'application/x-www-form-urlencoded'";

  private List<ServiceProcess> servers = List.of();
  private Running postern;

  @BeforeAll
  void start() {
    servers =
        List.of(
            ServiceProcess.start("DynamoDb"),
            ServiceProcess.start("Sqs"),
            ServiceProcess.start("S3", KEY_ID, SECRET));
    List<URI> urls = servers.stream().map(ServiceProcess::await).toList();
    postern =
        PosternExtension.withEnvironment(
            Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB", urls.get(0).toString(),
                "AWS_ENDPOINT_URL_SQS", urls.get(1).toString(),
                "AWS_ENDPOINT_URL_S3", urls.get(2).toString(),
                "AWS_ACCESS_KEY_ID", KEY_ID,
                "AWS_SECRET_ACCESS_KEY", SECRET));
  }

  @AfterAll
  void stop() {
    postern.close();
    servers.forEach(ServiceProcess::close);
  }

  @Test
  void dynamoDbActionsTakeAndGiveJson() {
    TestApi api = api();
    service(api, "PUT", "/table", "dynamodb:action/CreateTable", _ -> {});
    answers(api, "PUT", "/table");
    service(
        api,
        "POST",
        "/pets",
        "dynamodb:action/PutItem",
        i ->
            i.requestTemplates(
                json(
                    """
                    {"TableName": "pets",
                     "ConditionExpression": "attribute_not_exists(id)",
                     "Item": {"id": {"S": $input.json('$.id')}, "name": {"S": $input.json('$.name')}}}
                    """)));
    answers(api, "POST", "/pets");
    api.response(
        "POST",
        "/pets",
        "409",
        r ->
            r.selectionPattern("4\\d\\d")
                .responseTemplates(json("{\"taken\": \"$input.path('$.__type')\"}")));
    service(
        api,
        "GET",
        "/pets/{id}",
        "dynamodb:action/GetItem",
        i ->
            i.requestTemplates(
                json(
                    """
                    {"TableName": "pets", "Key": {"id": {"S": "$input.params('id')"}}}
                    """)));
    api.response(
        "GET",
        "/pets/{id}",
        "200",
        r -> r.responseTemplates(json("{\"name\": $input.json('$.Item.name.S')}")));
    api.deploy("dev");

    HttpResponse table =
        api.send(
            "PUT",
            "/dev/table",
            """
            {"TableName": "pets", "BillingMode": "PAY_PER_REQUEST",
             "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
             "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}
            """,
            "Content-Type: application/json");
    HttpResponse put = api.send("POST", "/dev/pets", "{\"id\":\"7\",\"name\":\"Rex\"}");
    HttpResponse again = api.send("POST", "/dev/pets", "{\"id\":\"7\",\"name\":\"Rex\"}");
    HttpResponse got = api.get("/dev/pets/7");

    assertThat(table.bodyText()).contains("\"TableStatus\"");
    assertThat(put.status()).isEqualTo(200);
    assertThat(put.bodyText()).isEqualTo("{}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.bodyText()).contains("ConditionalCheckFailedException");
    assertThat(got.bodyText()).isEqualTo("{\"name\": \"Rex\"}");
    assertThat(got.headers().get("X-Amzn-Trace-Id")).contains("Root=1-", ";Parent=");
  }

  @Test
  void sqsTakesFormsByPathAndActionsByQuery() {
    TestApi api = api();
    service(
        api,
        "PUT",
        "/queue/{name}",
        "sqs:action/CreateQueue",
        i ->
            i.requestParameters(
                Map.of("integration.request.querystring.QueueName", "method.request.path.name")));
    answers(api, "PUT", "/queue/{name}");
    service(
        api,
        "POST",
        "/queue/{name}",
        "sqs:path/000000000000/{queue}",
        i ->
            i.requestParameters(
                    Map.of(
                        "integration.request.header.Content-Type",
                        FORM,
                        "integration.request.path.queue",
                        "method.request.path.name"))
                .requestTemplates(
                    json("Action=SendMessage&MessageBody=$util.urlEncode($input.body)")));
    answers(api, "POST", "/queue/{name}");
    service(
        api,
        "GET",
        "/queue/{name}",
        "sqs:path/000000000000/{queue}?Action=ReceiveMessage",
        i ->
            i.requestParameters(
                Map.of("integration.request.path.queue", "method.request.path.name")));
    api.response(
        "GET",
        "/queue/{name}",
        "200",
        r ->
            r.responseTemplates(
                json(
                    "$input.path('$.ReceiveMessageResponse.ReceiveMessageResult.messages[0].Body')")));
    api.deploy("dev");

    HttpResponse created = api.send("PUT", "/dev/queue/jobs", "");
    HttpResponse sent = api.send("POST", "/dev/queue/jobs", "{\"walk\":\"Rex & Tom\"}");
    HttpResponse received = api.get("/dev/queue/jobs");

    assertThat(created.bodyText()).contains("/000000000000/jobs");
    assertThat(sent.status()).isEqualTo(200);
    assertThat(sent.bodyText()).contains("MessageId");
    assertThat(received.bodyText()).isEqualTo("{\"walk\":\"Rex & Tom\"}");
  }

  @Test
  void s3ObjectsAreStoredAndReadUnderAnyKey() {
    TestApi api = api(r -> r.binaryMediaTypes("application/octet-stream"));
    objects(api, "/{bucket}", "s3:path/{b}", Map.of("b", "bucket"));
    objects(api, "/{bucket}/{key}", "s3:path/{b}/{k}", Map.of("b", "bucket", "k", "key"));
    service(
        api,
        "GET",
        "/{bucket}",
        "s3:path/{b}?list-type=2",
        i ->
            i.requestParameters(
                Map.of(
                    "integration.request.path.b", "method.request.path.bucket",
                    "integration.request.querystring.prefix", "'a/'")));
    answers(api, "GET", "/{bucket}");
    api.deploy("dev");
    String bytes = "any ÿ bytes";

    HttpResponse bucket = api.send("PUT", "/dev/pictures", "");
    HttpResponse put = put(api, "/dev/pictures/a%2Fb%20c+d%20%C3%A9(1)!", bytes);
    HttpResponse got = api.get("/dev/pictures/a%2Fb%20c+d%20%C3%A9(1)!");
    HttpResponse listed = api.get("/dev/pictures");
    HttpResponse missing = api.get("/dev/pictures/none");

    assertThat(bucket.status()).as(bucket.bodyText()).isEqualTo(200);
    assertThat(put.status()).as(put.bodyText()).isEqualTo(200);
    assertThat(put.headers().get("ETag")).isNotNull();
    assertThat(got.bodyText()).isEqualTo(bytes);
    assertThat(listed.bodyText()).contains("<Key>a/b c+d é(1)!</Key>");
    assertThat(missing.status()).isEqualTo(404);
  }

  @Test
  void s3KnowsActionsByBucketAndKey() {
    TestApi api = api();
    service(api, "PUT", "/", "s3:path/actions", _ -> {});
    answers(api, "PUT", "/");
    service(api, "PUT", "/{key}", "s3:action/PutObject&Bucket=actions&Key={k}", this::key);
    answers(api, "PUT", "/{key}");
    service(api, "GET", "/{key}", "actions.s3:path/{k}", this::key);
    answers(api, "GET", "/{key}");
    api.deploy("dev");

    api.send("PUT", "/dev", "");
    HttpResponse put = api.send("PUT", "/dev/one", "1");
    HttpResponse got = api.get("/dev/one");

    assertThat(put.status()).as(put.bodyText()).isEqualTo(200);
    assertThat(got.bodyText()).isEqualTo("1");
  }

  private void key(PutIntegrationRequest.Builder integration) {
    integration.requestParameters(Map.of("integration.request.path.k", "method.request.path.key"));
  }

  /** Puts methods PUT and GET of a path, with separate responses for errors. */
  private void objects(TestApi api, String path, String uri, Map<String, String> placeholders) {
    Map<String, String> mappings = new HashMap<>();
    placeholders.forEach((placeholder, parameter) ->
        mappings.put(
            "integration.request.path." + placeholder, "method.request.path." + parameter));
    for (String verb : path.endsWith("{key}") ? List.of("PUT", "GET") : List.of("PUT")) {
      service(api, verb, path, uri, i -> i.requestParameters(mappings));
      api.response(
          verb,
          path,
          "200",
          Map.of("method.response.header.ETag", false),
          r ->
              r.responseParameters(
                  Map.of("method.response.header.ETag", "integration.response.header.ETag")));
      api.response(verb, path, "404", r -> r.selectionPattern("404"));
      api.response(verb, path, "403", r -> r.selectionPattern("403"));
    }
  }

  private static HttpResponse put(TestApi api, String path, String body) {
    return api.send("PUT", path, body, "Content-Type: application/octet-stream");
  }

  private static Map<String, String> json(String template) {
    return Map.of("application/json", template);
  }

  private TestApi api() {
    return TestApi.create(postern.clients().rest(), postern.http());
  }

  private TestApi api(Consumer<CreateRestApiRequest.Builder> settings) {
    return TestApi.create(postern.clients().rest(), postern.http(), settings);
  }

  private static void answers(TestApi api, String verb, String path) {
    api.response(verb, path, "200", _ -> {});
  }

  private static void service(
      TestApi api,
      String verb,
      String path,
      String service,
      Consumer<PutIntegrationRequest.Builder> more) {
    api.method(
        verb,
        path,
        Stream.of(path.split("/"))
            .filter(segment -> segment.startsWith("{"))
            .map(segment -> segment.replaceAll("[{+}]", ""))
            .collect(Collectors.toMap("method.request.path."::concat, _ -> true)),
        i ->
            more.accept(
                i.type(IntegrationType.AWS)
                    .integrationHttpMethod(service.startsWith("dynamodb") ? "POST" : verb)
                    .uri("arn:aws:apigateway:eu-west-1:" + service)
                    .credentials(ROLE)));
  }
}
