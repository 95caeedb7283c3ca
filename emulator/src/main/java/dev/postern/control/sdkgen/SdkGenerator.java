package dev.postern.control.sdkgen;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.control.openapi.Exporter;
import dev.postern.control.state.RestApiContent;
import dev.postern.control.state.RestApiState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.apigateway.model.Stage;

/**
 * Generates client SDKs of deployed stages. Allocates nothing until it is used. Safe from any
 * thread; blocks for seconds.
 */
public final class SdkGenerator implements AutoCloseable {
  /** Less than the read timeout of AWS's clients, one minute. */
  private static final Duration TIMEOUT = Duration.ofSeconds(55);

  private final Supplier<String> baseUrl;
  private final GeneratorProcess generator;
  private final InstantSource clock;

  /**
   * Creates the generator.
   *
   * @param baseUrl Postern's own URL, such as {@code http://127.0.0.1:4566}
   * @param jar openapi-generator with its dependencies; accessed only when it is used
   * @param workFolder folder for temporary files
   */
  public SdkGenerator(Supplier<String> baseUrl, Path jar, Path workFolder, InstantSource clock) {
    this.baseUrl = baseUrl;
    this.generator = new GeneratorProcess(jar, workFolder, TIMEOUT);
    this.clock = clock;
  }

  /**
   * Returns an SDK of the stage's deployment that calls the stage at Postern's URL.
   *
   * @param sent parameters of the platform, as named in the request
   * @throws dev.postern.aws.error.AwsException 400 if a parameter is missing or invalid, or
   *     generation fails
   */
  public Sdk generate(RestApiState api, Stage stage, Platform platform, Map<String, String> sent) {
    Map<String, String> parameters = platform.read(sent);
    RestApiContent content =
        Objects.requireNonNull(api.deployments().get(stage.deploymentId())).content();
    // A URL with a path: Node and Java cannot resolve *.execute-api.localhost on every system.
    String invokeUrl = baseUrl.get() + "/_aws/execute-api/" + api.id() + "/" + stage.stageName();
    if (platform == Platform.JAVASCRIPT) {
      String region = api.owner().region().code();
      return Sdk.of(
          platform,
          JavaScriptSdk.FOLDER,
          JavaScriptSdk.files(content, invokeUrl, region),
          clock.instant());
    }
    GeneratorJob job = GeneratorJob.of(platform, parameters, content.api().name());
    ObjectNode definition = Exporter.oas30(api, stage, Set.of());
    String client = GeneratorInput.clientName(definition, job.clientName());
    GeneratorInput.prepare(definition, client, invokeUrl);
    SortedMap<String, byte[]> files = generator.generate(platform, job, definition);
    String license = job.licenseText();
    if (license != null) {
      files.replaceAll((path, text) -> path.endsWith(".java") ? licensed(license, text) : text);
    }
    return Sdk.of(platform, job.folder(), files, clock.instant());
  }

  private static byte[] licensed(String license, byte[] source) {
    String comment = "/*\n" + license.replace("*/", "* /").replace("\\u", "\\ u") + "\n*/\n";
    return (comment + new String(source, UTF_8)).getBytes(UTF_8);
  }

  /** Ends all generator processes. */
  @Override
  public void close() {
    generator.close();
  }
}
