package dev.postern.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.TestApi;
import dev.postern.testing.Zips;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/** Tests Postern's own addresses, its process, HTTP/2 and HTTPS. */
@ExtendWith(PosternExtension.class)
class OperationsIT {
  private final Running postern;

  OperationsIT(Running postern) {
    this.postern = postern;
  }

  @Test
  void healthShowsVersionServicesAndEngine() {
    for (String path : List.of("/_postern/health", "/_localstack/health")) {
      HttpResponse health = postern.http().get("localhost", path);

      assertThat(health.status()).isEqualTo(200);
      assertThat(health.bodyText())
          .contains(
              "\"apigateway\":\"running\"",
              "\"lambdaEngine\":\"plain processes",
              "\"uptimeSeconds\":");
    }
  }

  @Test
  void localStackClientsLearnThatItIsReady() {
    HttpResponse info = postern.http().get("localhost", "/_localstack/info");
    HttpResponse init = postern.http().get("localhost", "/_localstack/init");
    HttpResponse ready = postern.http().get("localhost", "/_localstack/init/ready");
    HttpResponse shutdown = postern.http().get("localhost", "/_localstack/init/shutdown");

    assertThat(info.bodyText())
        .matches(
            "\\{\"version\":\"[^\"]+\",\"edition\":\"postern\",\"is_license_activated\":false,"
                + "\"system\":\"[^\"]+\",\"server_time_utc\":\"[0-9T:-]{19}\",\"uptime\":\\d+}");
    assertThat(init.bodyText())
        .isEqualTo(
            "{\"completed\":{\"BOOT\":true,\"START\":true,\"READY\":true,\"SHUTDOWN\":false},"
                + "\"scripts\":[]}");
    assertThat(ready.bodyText()).isEqualTo("{\"completed\":true,\"scripts\":[]}");
    assertThat(shutdown.bodyText()).isEqualTo("{\"completed\":false,\"scripts\":[]}");
  }

  @Test
  void unknownOwnAddressIsNamedInTheError() {
    HttpResponse answer = postern.http().get("localhost", "/_postern/nothing");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.bodyText()).contains("GET /_postern/nothing");
  }

  @Test
  void resetDeletesAllState() {
    try (Running own =
        PosternExtension.start(
            Map.of(Setting.PORT, "0", Setting.LAMBDA_ENGINE, "process", Setting.LOG, "warning"))) {
      ApiGatewayClient rest = own.clients().rest();
      TestApi api = TestApi.create(rest, own.http()).mock("GET", "/", "ok");
      api.deploy("dev");
      own.clients()
          .lambda()
          .createFunction(r ->
              r.functionName("f")
                  .runtime("nodejs22.x")
                  .handler("index.handler")
                  .role("arn:aws:iam::000000000000:role/lambda")
                  .code(c -> c.zipFile(Zips.of("index.js", "exports.handler = () => 1;"))));
      assertThat(api.get("/dev").status()).isEqualTo(200);

      HttpResponse reset = own.http().send("POST", "localhost", "/_postern/reset", "");

      assertThat(reset.status()).isEqualTo(200);
      assertThat(rest.getRestApis().items()).isEmpty();
      assertThat(own.clients().lambda().listFunctions().functions()).isEmpty();
      assertThat(api.get("/dev").status()).isEqualTo(403);
    }
  }

  @Test
  void pageOfAnotherSiteMayNotReset() {
    HttpResponse answer =
        postern
            .http()
            .send("POST", "localhost", "/_postern/reset", "", "Origin: https://evil.example");

    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void functionCodeIsDownloadedFromTheUrlOfGetFunction() {
    var lambda = postern.clients().lambda();
    lambda.createFunction(r ->
        r.functionName("code-of-it")
            .runtime("nodejs22.x")
            .handler("index.handler")
            .role("arn:aws:iam::000000000000:role/lambda")
            .code(c -> c.zipFile(Zips.of("index.js", "exports.handler = () => 1;"))));

    String location = lambda.getFunction(r -> r.functionName("code-of-it")).code().location();
    HttpResponse zip = postern.http().get("localhost", URI.create(location).getRawPath());

    assertThat(zip.status()).isEqualTo(200);
    assertThat(zip.headers().first("Content-Type")).contains("application/zip");
    assertThat(new String(zip.body(), StandardCharsets.ISO_8859_1)).startsWith("PK");
  }

  @Test
  void wrongSettingIsOneLineAndExitCode2() throws Exception {
    Process process = process(Map.of(), "--port", "x");

    assertThat(lines(process))
        .containsExactly("postern: POSTERN_PORT (--port): \"x\" is no port: 0 to 65535");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void portInUseIsOneLineAndExitCode2() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process = process(Map.of("POSTERN_PORT", Integer.toString(taken.getLocalPort())));

      assertThat(lines(process))
          .singleElement()
          .asString()
          .startsWith("postern: POSTERN_PORT (--port): 127.0.0.1:" + taken.getLocalPort())
          .contains("in use");
      assertThat(process.waitFor()).isEqualTo(2);
    }
  }

  @Test
  void processPrintsEndpointAndReadyAndEndsOnATermSignal() throws Exception {
    Process process = process(Map.of("POSTERN_PORT", "0", "POSTERN_LAMBDA_ENGINE", "process"));
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).startsWith("Lambda engine: plain processes");
      String endpoint = out.readLine();
      assertThat(endpoint).matches("Endpoint: http://127\\.0\\.0\\.1:\\d+");
      assertThat(out.readLine()).isEqualTo("Ready.");
      URI health =
          URI.create(endpoint.substring("Endpoint: ".length()) + "/_localstack/init/ready");
      try (HttpClient client = HttpClient.newHttpClient()) {
        assertThat(
                client
                    .send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString())
                    .statusCode())
            .isEqualTo(200);
      }

      process.destroy();

      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void httpsServesBothVersionsOfHttp() throws Exception {
    Process process =
        process(
            Map.of(
                "POSTERN_PORT", "0",
                "POSTERN_TLS_PORT", "0",
                "POSTERN_LAMBDA_ENGINE", "process"));
    try (BufferedReader out = process.inputReader();
        HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
      String listening =
          out.lines().filter(l -> l.contains("protocol=https")).findFirst().orElse("");
      String port = listening.substring(listening.indexOf("port=") + 5).strip();
      URI health = URI.create("https://localhost:" + port + "/_postern/health");
      for (var version : List.of(HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2)) {
        var answer =
            client.send(
                HttpRequest.newBuilder(health).version(version).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(version);
      }
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Returns a context that accepts Postern's self-signed certificate; its host name is still
   * checked.
   */
  private static SSLContext trusting() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        null,
        new TrustManager[] {
          new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String authType) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String authType) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
              return new X509Certificate[0];
            }
          }
        },
        null);
    return context;
  }

  private static Process process(Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.postern.app.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("POSTERN_"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Returns all lines that the process prints. */
  private static List<String> lines(Process process) throws IOException {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return out.lines().toList();
    }
  }
}
