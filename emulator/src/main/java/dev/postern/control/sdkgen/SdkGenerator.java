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
 * Makes client SDKs of deployed stages. Costs nothing until it is used. Safe from any thread;
 * blocks for seconds.
 */
public final class SdkGenerator implements AutoCloseable {
  /** Below the minute after which AWS's clients give up. */
  private static final Duration PATIENCE = Duration.ofSeconds(55);

  private final Supplier<String> endpoint;
  private final GeneratorProcess generator;
  private final InstantSource clock;

  /**
   * Makes the generator.
   *
   * @param endpoint under which callers reach Postern: {@code http://localhost:4566}
   * @param jar openapi-generator with all it needs; asked for when it is used only
   * @param workFolder of temporary files
   */
  public SdkGenerator(Supplier<String> endpoint, Path jar, Path workFolder, InstantSource clock) {
    this.endpoint = endpoint;
    this.generator = new GeneratorProcess(jar, workFolder, PATIENCE);
    this.clock = clock;
  }

  /**
   * The SDK of what the stage has deployed, which calls the stage where Postern serves it.
   *
   * @param sent parameters of the platform, as the caller names them
   * @throws dev.postern.aws.error.AwsException 400 when one is missing or wrong, or no SDK can be
   *     made of the API
   */
  public Sdk generate(RestApiState api, Stage stage, Platform platform, Map<String, String> sent) {
    Map<String, String> parameters = platform.read(sent);
    RestApiContent content =
        Objects.requireNonNull(api.deployments().get(stage.deploymentId())).content();
    // By path: *.execute-api.localhost is no name that Node or Java can look up everywhere.
    String invokeUrl = endpoint.get() + "/_aws/execute-api/" + api.id() + "/" + stage.stageName();
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

  /** Ends what is being generated. */
  @Override
  public void close() {
    generator.close();
  }
}
