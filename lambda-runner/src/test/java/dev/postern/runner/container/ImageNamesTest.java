package dev.postern.runner.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNamesTest {
  private final ImageNames names =
      new ImageNames(Map.of("nodejs18.x", "mine/node:18"), "public.ecr.aws/lambda/");

  @ParameterizedTest
  @CsvSource({
    "nodejs22.x, nodejs:22",
    "python3.12, python:3.12",
    "java21, java:21",
    "java8.al2, java:8.al2",
    "dotnet8, dotnet:8",
    "dotnetcore3.1, dotnet:core3.1",
    "ruby3.4, ruby:3.4",
    "go1.x, go:1",
    "provided.al2023, provided:al2023",
    "provided.al2, provided:al2",
    "provided, provided:alami",
  })
  void runtimeDeterminesTheImage(String runtime, String image) throws Exception {
    assertThat(names.of(runtime)).isEqualTo("public.ecr.aws/lambda/" + image);
  }

  @Test
  void overrideTakesPrecedence() throws Exception {
    assertThat(names.of("nodejs18.x")).isEqualTo("mine/node:18");
  }

  @Test
  void unknownRuntimeIsRefusedWithTheSettingToChange() {
    assertThatThrownBy(() -> names.of("cobol85"))
        .isInstanceOf(SandboxFailure.class)
        .hasMessageContaining("cobol85")
        .hasMessageContaining("images");
  }
}
