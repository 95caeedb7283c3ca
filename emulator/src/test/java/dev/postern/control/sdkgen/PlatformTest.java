package dev.postern.control.sdkgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.postern.aws.error.AwsException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
  @Test
  void parametersAreAcceptedUnderBothNamesOfAws() {
    assertThat(Platform.JAVA.read(Map.of("serviceName", "S", "java.package-name", "a.b", "x", "y")))
        .containsOnly(
            entry("service.name", "S"),
            entry("java.package-name", "a.b"),
            entry("java.artifact-version", "1.0-SNAPSHOT"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a-b", "a..b", "../x", "a/b", "a b", "1a", "a.", "<x>", "a\nb"})
  void packageNameMustBeValid(String name) {
    assertThatThrownBy(
            () -> Platform.JAVA.read(Map.of("serviceName", "S", "javaPackageName", name)))
        .isInstanceOf(AwsException.class)
        .hasMessageStartingWith("Invalid value for SDK parameter 'javaPackageName'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../x", "-x", "a/b", "a<b", "a&b"})
  void gemNameCannotContainAPath(String name) {
    assertThatThrownBy(() -> Platform.RUBY.read(Map.of("serviceName", "S", "ruby.gem-name", name)))
        .isInstanceOf(AwsException.class);
  }
}
