package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import dev.postern.testing.LocalServer;
import dev.postern.testing.Signatures;
import dev.postern.testing.TestApi;
import dev.postern.testing.Zips;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/** Tests that Java SDKs compile and call an API. */
@ExtendWith(PosternExtension.class)
class JavaSdkIT {
  private final Running postern;
  private final ApiGatewayClient rest;

  @TempDir private Path folder;

  JavaSdkIT(Running postern) {
    this.postern = postern;
    this.rest = postern.clients().rest();
  }

  /** Makes an API that answers a pet whose name consists of the parameters or of the body. */
  private TestApi api(String backend) {
    TestApi api = TestApi.create(rest, postern.http());
    rest.createModel(r ->
        r.restApiId(api.id())
            .name("Pet")
            .contentType("application/json")
            .schema(
                """
                {"$schema": "http://json-schema.org/draft-04/schema#", "type": "object",
                 "title": "Pet", "required": ["name"],
                 "properties": {"name": {"type": "string"}, "age": {"type": "integer"},
                   "mother": {"$ref": "https://apigateway.amazonaws.com/restapis/%s/models/Pet"}}}
                """
                    .formatted(api.id())));
    String pet = api.resource("/pets/{petId}");
    rest.putMethod(r ->
        r.restApiId(api.id())
            .resourceId(pet)
            .httpMethod("GET")
            .authorizationType("NONE")
            .operationName("findPet")
            .requestParameters(
                Map.of("method.request.path.petId", true, "method.request.querystring.q", false)));
    rest.putIntegration(r ->
        TestApi.mocked(
            r.restApiId(api.id()).resourceId(pet).httpMethod("GET"), "{\"statusCode\": 200}"));
    rest.putMethodResponse(r ->
        r.restApiId(api.id())
            .resourceId(pet)
            .httpMethod("GET")
            .statusCode("200")
            .responseModels(Map.of("application/json", "Pet")));
    rest.putIntegrationResponse(r ->
        r.restApiId(api.id())
            .resourceId(pet)
            .httpMethod("GET")
            .statusCode("200")
            .responseTemplates(
                Map.of(
                    "application/json",
                    "{\"name\":\"$input.params('petId') $input.params('q')\",\"age\":3}")));
    String pets = api.resource("/pets");
    rest.putMethod(r ->
        r.restApiId(api.id())
            .resourceId(pets)
            .httpMethod("POST")
            .authorizationType("NONE")
            .requestModels(Map.of("application/json", "Pet")));
    rest.putIntegration(r ->
        r.restApiId(api.id())
            .resourceId(pets)
            .httpMethod("POST")
            .type("HTTP_PROXY")
            .integrationHttpMethod("POST")
            .uri(backend));
    rest.putMethodResponse(r ->
        r.restApiId(api.id())
            .resourceId(pets)
            .httpMethod("POST")
            .statusCode("200")
            .responseModels(Map.of("application/json", "Pet")));
    api.mock("GET", "/locked", "{}");
    rest.updateMethod(r ->
        r.restApiId(api.id())
            .resourceId(api.resource("/locked"))
            .httpMethod("GET")
            .patchOperations(
                PatchOperation.builder()
                    .op(Op.REPLACE)
                    .path("/apiKeyRequired")
                    .value("true")
                    .build()));
    api.deploy("dev");
    return api;
  }

  @Test
  void clientIsCompiledAndCalls() throws Exception {
    Queue<HttpRequest> received = new ConcurrentLinkedQueue<>();
    try (LocalServer server =
        new LocalServer(request -> {
          received.add(request);
          return new HttpResponse(
              200,
              Headers.builder().set("Content-Type", "application/json").build(),
              "{\"name\":\"rex\",\"age\":4}".getBytes(StandardCharsets.UTF_8));
        })) {
      TestApi api = api(server.uri() + "/pets");
      byte[] zip =
          rest.getSdk(r ->
                  r.restApiId(api.id())
                      .stageName("dev")
                      .sdkType("java")
                      .parameters(
                          Map.of(
                              "serviceName", "PetShop",
                              "javaPackageName", "com.example.pets",
                              "java.build-system", "maven",
                              "java.license-text", "All mine.")))
              .body()
              .asByteArray();
      Zips.unpack(zip, folder);
      assertThat(Zips.names(zip))
          .contains("generated-code/pom.xml")
          .doesNotContain("generated-code/build.gradle", "generated-code/git_push.sh");
      Path sources = folder.resolve("generated-code/src/main/java/com/example/pets");
      assertThat(Files.readString(sources.resolve("PetShop.java"))).startsWith("/*\nAll mine.\n*/");
      Files.writeString(
          sources.resolve("Caller.java"),
          """
          package com.example.pets;

          import com.example.pets.model.Pet;

          public final class Caller implements java.util.function.Function<String, String> {
            public String apply(String otherUrl) {
              try {
                PetShop shop = new PetShop();
                Pet found = shop.findPet("tom", "b c");
                Pet made = shop.postPets(new Pet().name("rex").mother(new Pet().name("molly")));
                shop.getApiClient().setBasePath(otherUrl);
                shop.getApiClient().setApiKey("k123");
                shop.getApiClient().setAWS4Configuration("AKID", "secret", "eu-west-1", "execute-api");
                shop.postPets(new Pet().name("signed"));
                shop.getLocked();
                return found.getName() + found.getAge() + " " + made.getName() + made.getAge();
              } catch (ApiException e) {
                throw new IllegalStateException(e);
              }
            }
          }
          """);

      String answer = compiledCaller().apply(server.uri() + "/other");

      assertThat(answer).isEqualTo("tom b c3 rex4");
      assertThat(new String(received.remove().body(), StandardCharsets.UTF_8))
          .isEqualTo("{\"name\":\"rex\",\"mother\":{\"name\":\"molly\"}}");
      HttpRequest signed = received.remove();
      assertThat(signed.path()).isEqualTo("/other/pets");
      assertThat(signed.headers().get("x-api-key")).isNull();
      assertThat(Signatures.of(signed, "secret"))
          .satisfies(signature -> assertThat(signature.sent()).isEqualTo(signature.computed()));
      HttpRequest locked = received.remove();
      assertThat(locked.path()).isEqualTo("/other/locked");
      assertThat(locked.headers().get("x-api-key")).isEqualTo("k123");
    }
  }

  @SuppressWarnings("unchecked") // compiled above
  private Function<String, String> compiledCaller() throws Exception {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    compile(folder.resolve("generated-code/src/main/java"), classes);
    URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
    return (Function<String, String>)
        loader.loadClass("com.example.pets.Caller").getConstructor().newInstance();
  }

  private static void compile(Path sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (Stream<Path> files = Files.walk(sources);
        StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<Path> java = files.filter(file -> file.toString().endsWith(".java")).toList();
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  manager,
                  null,
                  List.of(
                      "-d",
                      classes.toString(),
                      "-proc:none",
                      "-classpath",
                      System.getProperty("java.class.path")),
                  null,
                  manager.getJavaFileObjectsFromPaths(java))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }
}
