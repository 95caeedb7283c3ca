package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.auth.Credentials;
import dev.postern.auth.RequestSigner;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import dev.postern.testing.LocalServer;
import dev.postern.testing.RawBackend;
import dev.postern.testing.RawStream;
import dev.postern.testing.ServiceProcess;
import dev.postern.testing.Signatures;
import dev.postern.testing.TestApi;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Exception;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

/** Requests for other services, sent on to where they are. */
class UpstreamIT {
  private static final Credentials KEYS = new Credentials("AKIAPOSTERN", "very secret", null);
  private static final String SIGNED =
      "Authorization: AWS4-HMAC-SHA256 Credential=A/20260101/eu-west-1/%s/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  @Test
  void oneEndpointServesRealServersWithTheClientsSignature() {
    try (ServiceProcess dynamoDb = ServiceProcess.start("DynamoDb");
        ServiceProcess sqs = ServiceProcess.start("Sqs");
        ServiceProcess s3 = ServiceProcess.start("S3", KEYS.accessKeyId(), KEYS.secretAccessKey());
        Running postern =
            PosternExtension.withEnvironment(
                Map.of(
                    "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.await().toString(),
                    "AWS_ENDPOINT_URL_SQS", sqs.await().toString(),
                    "AWS_ENDPOINT_URL_S3", s3.await().toString()))) {
      HttpResponse tables =
          send(
              postern,
              "dynamodb",
              "POST",
              "/",
              "{}",
              "X-Amz-Target",
              "DynamoDB_20120810.ListTables",
              "Content-Type",
              "application/x-amz-json-1.0");
      HttpResponse queue =
          send(
              postern,
              "sqs",
              "POST",
              "/",
              "Action=CreateQueue&QueueName=jobs",
              "Content-Type",
              "application/x-www-form-urlencoded");
      HttpResponse bucket = send(postern, "s3", "PUT", "/pictures", "");
      HttpResponse put = send(postern, "s3", "PUT", "/pictures/a%20b/%C3%A9", "any ÿ bytes");
      HttpResponse got = send(postern, "s3", "GET", "/pictures/a%20b/%C3%A9", "");
      HttpResponse missing = send(postern, "s3", "GET", "/pictures/none", "");

      assertThat(tables.bodyText()).isEqualTo("{\"TableNames\":[]}");
      assertThat(queue.bodyText()).contains("/jobs</QueueUrl>");
      assertThat(bucket.status()).as(bucket.bodyText()).isEqualTo(200);
      assertThat(put.status()).as(put.bodyText()).isEqualTo(200);
      assertThat(got.bodyText()).isEqualTo("any ÿ bytes");
      assertThat(missing.status()).isEqualTo(404);
      assertThat(missing.bodyText()).contains("<Code>NoSuchKey</Code>");
    }
  }

  @Test
  void sdkReachesTheUpstreamAndItsSignatureHolds() {
    List<HttpRequest> received = new CopyOnWriteArrayList<>();
    try (LocalServer upstream =
            new LocalServer(request -> {
              received.add(request);
              return HttpResponse.json(201, "{\"apiId\":\"a1\"}");
            });
        Running postern =
            PosternExtension.withOptions(Map.of("upstream", upstream.uri().toString()))) {
      String id =
          postern
              .clients()
              .v2()
              .createApi(r -> r.name("é").protocolType(ProtocolType.HTTP))
              .apiId();

      assertThat(id).isEqualTo("a1");
      assertThat(postern.clients().rest().getRestApis().items()).isEmpty();
      assertThat(received).hasSize(1);
      Signatures.Both both = Signatures.of(received.getFirst(), "secret");
      assertThat(both.sent()).isEqualTo(both.computed());
    }
  }

  @Test
  void requestGoesOnUnchangedButForWhatIsOfTheConnection() {
    try (RawBackend upstream =
            RawBackend.answering(
                "HTTP/1.1 418 Short and stout\nX-A: 1\nX-A: 2\nDate: then\nConnection: X-B\nX-B: no",
                "<x/>");
        Running postern =
            PosternExtension.withOptions(Map.of("upstream", upstream.url() + "/base/"))) {
      HttpResponse response =
          postern
              .http()
              .send(
                  "PUT",
                  "b.s3.localhost:1",
                  "/a%2fb//c;d/../e?x&y=%7E&y=",
                  "body",
                  SIGNED.formatted("s3"),
                  "X-Odd:  one ",
                  "x-odd: two",
                  "TE: trailers",
                  "Connection: X-Hop",
                  "X-Hop: 1");

      assertThat(upstream.takeRequest())
          .startsWith("PUT /base/a%2fb//c;d/../e?x&y=%7E&y= HTTP/1.1\r\n")
          .contains("\r\nHost: b.s3.localhost:1\r\n")
          .contains("\r\n" + SIGNED.formatted("s3") + "\r\n")
          .contains("\r\nX-Odd: one\r\n", "\r\nx-odd: two\r\n")
          .contains("\r\nVia: 1.1 postern\r\n")
          .containsIgnoringCase("\r\ncontent-length: 4\r\n")
          .doesNotContain("X-Hop", "TE: trailers")
          .endsWith("\r\n\r\nbody");
      assertThat(response.status()).isEqualTo(418);
      assertThat(response.bodyText()).isEqualTo("<x/>");
      assertThat(response.headers().all("X-A")).containsExactly("1", "2");
      assertThat(response.headers().all("Date")).containsExactly("then");
      assertThat(response.headers().contains("X-B")).isFalse();
    }
  }

  @Test
  void headAndEmptyResponsesKeepTheirHeaders() {
    try (RawBackend upstream =
            new RawBackend(
                socket -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n"));
        Running postern = PosternExtension.withOptions(Map.of("upstream", upstream.url()))) {
      HttpResponse head = postern.http().send("HEAD", "h", "/b/k", "", SIGNED.formatted("s3"));

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.headers().get("Content-Length")).isEqualTo("12");
      assertThat(head.body()).isEmpty();
    }
  }

  @Test
  void bodiesAreStreamedBothWays() throws IOException {
    CountDownLatch firstPartRead = new CountDownLatch(1);
    try (RawBackend upstream =
            new RawBackend(socket -> {
              write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
              await(firstPartRead);
              write(socket, "3\r\ntwo\r\n0\r\n\r\n");
            });
        Running postern = PosternExtension.withOptions(Map.of("upstream", upstream.url()));
        RawStream client =
            RawStream.get(
                postern.http().port(), "localhost", "/bucket/key", SIGNED.formatted("s3"))) {
      assertThat(client.head().status()).isEqualTo(200);
      assertThat(client.chunk()).contains("one");
      firstPartRead.countDown();

      assertThat(client.chunk()).contains("two");
      assertThat(client.chunk()).isEmpty();
    }
  }

  @Test
  void requestBodyArrivesBeforeItIsComplete() throws IOException {
    CountDownLatch partArrived = new CountDownLatch(1);
    try (ServerSocket upstream = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Running postern =
            PosternExtension.withOptions(
                Map.of("upstream", "http://127.0.0.1:" + upstream.getLocalPort()))) {
      List<String> received = new ArrayList<>();
      Thread server =
          Thread.ofVirtual()
              .start(() -> {
                try (Socket socket = upstream.accept()) {
                  StringBuilder text = new StringBuilder();
                  while (text.indexOf("first") < 0) {
                    text.append((char) socket.getInputStream().read());
                  }
                  partArrived.countDown();
                  while (text.indexOf("0\r\n\r\n") < 0) {
                    text.append((char) socket.getInputStream().read());
                  }
                  received.add(text.toString());
                  write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                } catch (IOException e) {
                  received.add(e.toString());
                }
              });
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), postern.http().port())) {
        write(
            client,
            "PUT /b/k HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n"
                + SIGNED.formatted("s3")
                + "\r\n\r\n5\r\nfirst\r\n");
        await(partArrived);
        write(client, "4\r\nlast\r\n0\r\n\r\n");
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("ok")) {
          answer.append((char) client.getInputStream().read());
        }

        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n");
        join(server);
        assertThat(received.getFirst()).contains("first").contains("last");
      }
    }
  }

  @Test
  void responseThatBreaksOffIsCut() throws IOException {
    try (RawBackend upstream =
            new RawBackend(socket -> {
              write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
              socket.close();
            });
        Running postern = PosternExtension.withOptions(Map.of("upstream", upstream.url()));
        RawStream client =
            RawStream.get(
                postern.http().port(), "localhost", "/bucket/key", SIGNED.formatted("s3"))) {
      assertThat(client.head().status()).isEqualTo(200);
      assertThat(client.bytes(4)).isEqualTo("half");
      assertThat(client.isCutOff()).isTrue();
    }
  }

  @Test
  void unreachableUpstreamIsNamedInTheClientsProtocol() {
    String url = "http://127.0.0.1:" + freePort();
    try (Running postern = PosternExtension.withOptions(Map.of("upstream", url))) {
      HttpResponse queue =
          postern
              .http()
              .send(
                  "POST",
                  "h",
                  "/",
                  "{}",
                  SIGNED.formatted("sqs"),
                  "X-Amz-Target: AmazonSQS.SendMessage");

      assertThat(queue.status()).isEqualTo(502);
      assertThat(queue.headers().get("Content-Type")).isEqualTo("application/x-amz-json-1.0");
      assertThat(queue.bodyText()).contains("\"__type\":\"BadGateway\"").contains(url);
      assertThatThrownBy(() -> postern.clients().v2().getApis())
          .isInstanceOfSatisfying(
              ApiGatewayV2Exception.class,
              error -> {
                assertThat(error.statusCode()).isEqualTo(502);
                assertThat(error.awsErrorDetails().errorMessage()).contains(url);
              });
    }
  }

  @Test
  void pagesOfThisMachineMayReadWhatComesBackAndOthersReachNothing() {
    try (RawBackend upstream =
            RawBackend.answering("HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: *", "x");
        Running postern = PosternExtension.withOptions(Map.of("upstream", upstream.url()))) {
      HttpResponse own =
          postern.http().get("h", "/b/k", SIGNED.formatted("s3"), "Origin: http://localhost:3000");
      upstream.takeRequest();
      HttpResponse foreign =
          postern.http().get("h", "/b/k", SIGNED.formatted("s3"), "Origin: http://evil.example");

      assertThat(own.headers().all("Access-Control-Allow-Origin"))
          .containsExactly("http://localhost:3000");
      assertThat(foreign.status()).isEqualTo(403);
      assertThat(upstream.requests()).isZero();
    }
  }

  @Test
  void integrationsReachTheUpstreamToo() {
    try (RawBackend upstream = RawBackend.ok();
        Running postern = PosternExtension.withOptions(Map.of("upstream", upstream.url()))) {
      TestApi api = TestApi.create(postern.clients().rest(), postern.http());
      api.method(
          "POST",
          "/",
          i ->
              i.type("AWS")
                  .integrationHttpMethod("POST")
                  .uri("arn:aws:apigateway:eu-west-1:kms:action/Encrypt")
                  .credentials("arn:aws:iam::*:user/*"));
      api.response("POST", "/", "200", _ -> {});
      api.deploy("dev");

      api.send("POST", "/dev", "{}");

      assertThat(upstream.takeRequest()).contains("\r\nX-Amz-Target: TrentService.Encrypt\r\n");
    }
  }

  private static HttpResponse send(
      Running postern, String service, String method, String path, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String host = "localhost:" + postern.http().port();
    Headers signed =
        new RequestSigner(service, "us-east-1")
            .sign(method, path, Headers.of(headers).plus("Host", host), bytes, KEYS, Instant.now());
    List<String> lines = new ArrayList<>();
    signed.forEach((name, value) -> {
      if (!name.equalsIgnoreCase("Host")) {
        lines.add(name + ": " + value);
      }
    });
    return postern.http().send(method, host, path, body, lines.toArray(String[]::new));
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
