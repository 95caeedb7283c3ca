package dev.postern.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.runner.container.DockerProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract for containers, with images that this test builds. */
@Tag("docker")
class DockerRunnerIT extends RunnerContract {
  private static final String PREFIX = "postern-test";
  private Set<String> images = Set.of();

  @BeforeAll
  @Override
  void startRunner(@TempDir Path workFolder) {
    String host = DockerProbe.host(null, System.getenv("DOCKER_HOST"));
    boolean answers =
        new DockerProbe(task -> Thread.ofPlatform().start(task)).version(host).isPresent();
    assume(answers, "a Docker engine");
    images =
        run("../scripts/test-images").lines().filter(l -> !l.isBlank()).collect(Collectors.toSet());
    super.startRunner(workFolder);
  }

  @Override
  RunnerSettings settings(Path workFolder) {
    return RunnerSettings.defaults(workFolder)
        .withImages(Map.of(), PREFIX)
        .withEnvironment(Map.of("AWS_ENDPOINT_URL", "http://{host}:4566"));
  }

  @Override
  void assumeRuntime(String runtime) {
    String image =
        switch (runtime) {
          case NODE -> PREFIX + "/nodejs:22";
          case PYTHON -> PREFIX + "/python:3.13";
          default -> PREFIX + "/provided:al2023";
        };
    assume(images.contains(image), "image " + image);
  }

  @Override
  int slowStartMillis() {
    return 4_000;
  }

  @Override
  void assertNothingLeft() {
    assertThat(run("docker", "ps", "-aq", "--filter", "name=postern-closing")).isBlank();
  }

  @Test
  void engineDescribesItself() {
    assertThat(newRunner().engine()).matches("Docker [0-9.]+.*");
  }

  @Test
  void containersOfADeadOwnerAreRemovedAndThoseOfOthersAreNot() {
    FunctionSpec function = node("orphans", "index.echo").spec();
    LambdaRunner own = newRunner();
    new Calls(own).result(function, "{}");
    String host = run("docker", "ps", "-q", "--filter", "name=postern-orphans").strip();
    String hostLabel =
        run("docker", "inspect", "-f", "{{index .Config.Labels \"dev.postern.owner.host\"}}", host)
            .strip();
    String dead = labelled(hostLabel, Long.MAX_VALUE);
    String elsewhere = labelled("elsewhere", Long.MAX_VALUE);

    own.close();
    LambdaRunner next = newRunner();
    new Calls(next).result(function, "{}");
    next.close();
    String left = run("docker", "ps", "-aq", "--no-trunc");
    run("docker", "rm", "-f", elsewhere);

    assertThat(left).doesNotContain(dead).contains(elsewhere);
  }

  private static String labelled(String host, long pid) {
    return run(
            "docker",
            "create",
            "--label=dev.postern.instance=old",
            "--label=dev.postern.owner.host=" + host,
            "--label=dev.postern.owner.pid=" + pid,
            "--label=dev.postern.owner.started=2020-01-01T00:00:00Z",
            PREFIX + "/nodejs:22",
            "index.handler")
        .strip();
  }

  @Test
  void functionThatTakesTooMuchMemoryIsKilled() {
    assumeRuntime(NODE);
    FunctionSpec function =
        TestFunction.named("greedy", NODE, "index.handler")
            .file(
                "index.js",
                "exports.handler = async () => { const kept = [];"
                    + " for (;;) kept.push(Buffer.alloc(8 << 20, 1)); };")
            .memory(128)
            .spec();

    Outcome outcome = calls().call(function, "{}");

    assertThat(Calls.error(outcome).at("/errorType").asText()).isEqualTo("Runtime.ExitError");
    assertThat(Calls.error(outcome).at("/errorMessage").asText())
        .endsWith("Error: Runtime exited with error: signal: killed");
  }

  @Test
  void imageThatCannotBePulledIsNamedWithTheSettingToChange() {
    FunctionSpec function =
        TestFunction.named("unpullable", "ruby3.4", "app.handler").file("app.rb", "").spec();

    Outcome outcome = calls().call(function, "{}");

    assertThat(outcome).isInstanceOf(Outcome.SandboxFailed.class);
    assertThat(((Outcome.SandboxFailed) outcome).message())
        .startsWith("function unpullable: image postern-test/ruby:3.4 is not on this machine")
        .contains("set another image for runtime ruby3.4");
  }

  private static String run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
