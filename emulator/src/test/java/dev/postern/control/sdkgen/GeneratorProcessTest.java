package dev.postern.control.sdkgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.error.AwsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorProcessTest {
  private static final Duration LONG = Duration.ofSeconds(50);

  @TempDir private Path folder;

  private Path jar() {
    return folder.resolve("generator.jar");
  }

  private Path workFolder() {
    return folder.resolve("work");
  }

  @BeforeEach
  void makeJar() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeGenerator.class.getName());
    String path = FakeGenerator.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar());
        JarOutputStream jar = new JarOutputStream(file, manifest);
        InputStream code =
            Objects.requireNonNull(
                FakeGenerator.class.getClassLoader().getResourceAsStream(path))) {
      jar.putNextEntry(new ZipEntry(path));
      code.transferTo(jar);
    }
  }

  private static GeneratorJob job(String generator) {
    return new GeneratorJob(
        generator, "Client", "_", Map.of("a", "b"), "folder", Set.of("pom.xml"), null);
  }

  private static ObjectNode definition() {
    return new JsonMapper().createObjectNode().put("openapi", "3.0.1");
  }

  private AwsException refused(GeneratorProcess process, String generator) {
    return catchThrowableOfType(
        AwsException.class, () -> process.generate(Platform.JAVA, job(generator), definition()));
  }

  @Test
  void filesOfTheGeneratorItselfAreExcluded() throws IOException {
    try (GeneratorProcess process = new GeneratorProcess(jar(), workFolder(), LONG)) {
      SortedMap<String, byte[]> files = process.generate(Platform.JAVA, job("works"), definition());

      assertThat(files).containsOnlyKeys("a.txt", "src/b/B.java");
      assertThat(files.get("a.txt")).asString().isEqualTo("{\"openapi\":\"3.0.1\"}");
    }
    assertThat(workFolder()).isEmptyDirectory();
  }

  @Test
  void failureIsReportedInOneLine() {
    try (GeneratorProcess process = new GeneratorProcess(jar(), workFolder(), LONG)) {
      AwsException error = refused(process, "fails");

      assertThat(error.status()).isEqualTo(400);
      assertThat(error.text())
          .isEqualTo(
              "Unable to generate the java SDK: java.lang.IllegalArgumentException: no such thing");
    }
    assertThat(workFolder()).isEmptyDirectory();
  }

  @Test
  void runIsEndedAfterItsTimeout() {
    Duration brief = Duration.ofMillis(300);
    try (GeneratorProcess process = new GeneratorProcess(jar(), workFolder(), brief)) {
      AwsException error = refused(process, "hangs");

      assertThat(error.status()).isEqualTo(400);
      assertThat(error.text()).contains("it took longer than");
    }
    assertThat(workFolder()).isEmptyDirectory();
    assertThat(ProcessHandle.current().children())
        .noneMatch(child -> child.info().commandLine().orElse("").contains(jar().toString()));
  }

  @Test
  void missingGeneratorIsReported() {
    Path nowhere = folder.resolve("missing.jar");
    try (GeneratorProcess process = new GeneratorProcess(nowhere, workFolder(), LONG)) {
      AwsException error = refused(process, "works");

      assertThat(error.status()).isEqualTo(501);
      assertThat(error.text()).contains("Postern was installed without " + nowhere);
    }
    assertThat(workFolder()).doesNotExist();
  }
}
