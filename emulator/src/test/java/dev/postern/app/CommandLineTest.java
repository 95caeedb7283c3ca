package dev.postern.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.app.CommandLine.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
  @Test
  void withoutAnythingTheDefaultsHold() {
    Settings settings = run(Map.of());

    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(4566);
    assertThat(settings.tlsPort()).hasValue(4567);
    assertThat(settings.invokePermissionChecked()).isTrue();
    assertThat(settings.dockerHost()).isEmpty();
  }

  @Test
  void optionWinsOverVariable() {
    Settings settings =
        run(Map.of("POSTERN_PORT", "1", "POSTERN_REGION", "eu-west-1"), "--port", "5000");

    assertThat(settings.port()).isEqualTo(5000);
    assertThat(settings.tlsPort()).hasValue(5001);
    assertThat(settings.region().code()).isEqualTo("eu-west-1");
  }

  @Test
  void imagesAreAListOfPairs() {
    Settings settings =
        run(Map.of("POSTERN_LAMBDA_IMAGES", "nodejs22.x=my/node:22, python3.13=my/python"));

    assertThat(settings.lambdaImages())
        .isEqualTo(Map.of("nodejs22.x", "my/node:22", "python3.13", "my/python"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POSTERN_PORT | x | POSTERN_PORT (--port): "x" is no port: 0 to 65535
          POSTERN_PORT | 70000 | POSTERN_PORT (--port): "70000" is no port: 0 to 65535
          POSTERN_LAMBDA_ENGINE | vm | POSTERN_LAMBDA_ENGINE (--lambda-engine): "vm" is not one of auto, docker, process
          POSTERN_LAMBDA_IDLE | 0 | POSTERN_LAMBDA_IDLE (--lambda-idle): "0" is no whole number above 0
          POSTERN_LAMBDA_IMAGES | node | POSTERN_LAMBDA_IMAGES (--lambda-images): "node" is no comma-separated list of RUNTIME=IMAGE
          POSTERN_TLS_PORT | on | POSTERN_TLS_PORT (--tls-port): "on" is neither a port (0 to 65535) nor `next` nor `off`
          """)
  void wrongValueIsOneLineThatNamesTheSetting(String variable, String value, String message) {
    assertThatThrownBy(() -> run(Map.of(variable, value)))
        .isInstanceOf(Setting.WrongSetting.class)
        .hasMessage(message);
  }

  @Test
  void unknownOptionIsOneLine() {
    assertThatThrownBy(() -> run(Map.of(), "--prot", "1"))
        .isInstanceOf(Setting.WrongSetting.class)
        .hasMessageContaining("--prot")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void helpListsEverySettingWithItsVariable() {
    Request request = new CommandLine(Map.of()).read("--help");

    assertThat(request)
        .isInstanceOfSatisfying(
            Request.Print.class,
            print ->
                assertThat(print.text())
                    .contains(Arrays.stream(Setting.values()).map(Setting::option).toList())
                    .contains(Arrays.stream(Setting.values()).map(Setting::variable).toList()));
  }

  @Test
  void readmeHasTheTableOfSettings() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));

    assertThat(readme).contains(CommandLine.table());
  }

  private static Settings run(Map<String, String> environment, String... arguments) {
    Request request = new CommandLine(environment).read(arguments);
    assertThat(request).isInstanceOf(Request.Run.class);
    return ((Request.Run) request).settings();
  }
}
