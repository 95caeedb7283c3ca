package dev.postern.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.aws.AccountId;
import dev.postern.aws.Caller;
import dev.postern.aws.Region;
import dev.postern.aws.error.AwsException;
import dev.postern.testing.TestData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Malicious and malformed files are refused, and no references are fetched. */
class HostileFilesTest {
  private static final String HEAD = "swagger: '2.0'\ninfo: {title: x, version: '1'}\n";
  private static final int SIX_MB = 6 << 20;

  private static Definition read(byte[] file) {
    return DefinitionReader.read(
        file,
        new Caller(new AccountId("000000000000"), new Region("eu-west-1")),
        "abcdefghij",
        ImportOptions.of(Map.of()));
  }

  private static Definition read(String file) {
    return read(file.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(String file) {
    AwsException error = catchThrowableOfType(AwsException.class, () -> read(file));

    assertThat(error).isNotNull();
    assertThat(error.status()).isEqualTo(400);
    assertThat(error.text()).isEqualTo("Invalid OpenAPI input.");
  }

  static Stream<String> files() {
    return TestData.in("openapi/hostile").stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void isRefused(String file) {
    byte[] bytes = TestData.bytes(file);
    if (file.contains("remote-")) {
      assertThat(read(bytes).errors())
          .isNotEmpty()
          .allSatisfy(error -> assertThat(error).startsWith("Unable to resolve reference '"));
      return;
    }

    AwsException error = catchThrowableOfType(AwsException.class, () -> read(bytes));

    assertThat(error).as(file).isNotNull();
    assertThat(error.text()).isEqualTo("Invalid OpenAPI input.");
  }

  @Test
  void fileOfMoreThanSixMegabytesIsRefusedUnread() {
    AwsException error = catchThrowableOfType(AwsException.class, () -> read(new byte[SIX_MB + 1]));

    assertThat(error.status()).isEqualTo(400);
    assertThat(error.text()).contains("6 MB");
  }

  @Test
  void deepNestingIsRefused() {
    assertRefused("{\"swagger\":\"2.0\",\"x\":" + "[".repeat(100_000));
    assertRefused("{\"swagger\":\"2.0\",\"x\":" + "{\"a\":".repeat(100_000));
    assertRefused(HEAD + "x: " + "[".repeat(100_000));
    assertRefused(HEAD + "x: " + "{a: ".repeat(100_000));
    assertRefused(HEAD + "x:\n" + indented(3_000));
    assertRefused(HEAD + "x:\n" + "- ".repeat(100_000) + "a");
  }

  private static String indented(int levels) {
    return IntStream.range(1, levels)
        .mapToObj(level -> " ".repeat(level) + "a:\n")
        .collect(Collectors.joining());
  }

  @Test
  void sixMegabytesOfSmallNodesAreRefused() {
    assertRefused("{\"swagger\":\"2.0\",\"x\":[" + "[],".repeat(SIX_MB / 3 - 20) + "[]]}");
    assertRefused(HEAD + "x: [" + "[],\n".repeat(SIX_MB / 4 - 40) + "[]]");
  }

  @Test
  void textRepeatedByAliasesIsRefused() {
    assertRefused(
        HEAD + "x-a: &a " + "y".repeat(100_000) + "\nx-b: [" + "*a,".repeat(10_000) + "*a]");
  }

  @Test
  void numbersOfManyDigitsAreRefusedOrText() {
    assertRefused("{\"swagger\":\"2.0\",\"x\":" + "9".repeat(1_000_000) + "}");
    assertThat(read(HEAD + "paths: {}\nx-a: " + "9".repeat(100_000)).errors()).isEmpty();
  }

  @Test
  void veryLongLinesAreRefused() {
    for (String filler : List.of(" ", ":", "!", "x")) {
      assertRefused(HEAD + "x: " + filler.repeat(SIX_MB - 100));
    }
    assertThat(read(HEAD + "x: " + "y".repeat(500_000) + "\npaths: {}").errors()).isEmpty();
  }

  @Test
  void pathOfManySegmentsIsRefused() {
    assertRefused(HEAD + "paths: {\"" + "/a".repeat(100_000) + "\": {}}");
  }

  @Test
  void operationsSharedByReferencesAreRefused() {
    String parameters =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "{name: p" + i + ", in: query, type: string}")
            .collect(Collectors.joining(","));
    String paths =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "  /a" + i + ": {$ref: '#/x-item'}\n")
            .collect(Collectors.joining());

    assertRefused(HEAD + "x-item: {get: {parameters: [" + parameters + "]}}\npaths:\n" + paths);
  }

  @Test
  void repeatedlyInlinedSchemasAreRefused() {
    String levels =
        IntStream.range(1, 40)
            .mapToObj(i ->
                "  l%d: {allOf: [{$ref: '#/x-s/l%d'}, {$ref: '#/x-s/l%d'}, {type: object}]}\n"
                    .formatted(i, i - 1, i - 1))
            .collect(Collectors.joining());

    assertRefused(
        HEAD
            + "x-s:\n  l0: {type: object}\n"
            + levels
            + "definitions: {A: {properties: {a: {$ref: '#/x-s/l39'}}}}\npaths: {}");
  }

  @Test
  void cyclicReferencesEnd() {
    Definition definition =
        read(
            HEAD
                + "parameters: {a: {$ref: '#/parameters/b'}, b: {$ref: '#/parameters/a'}}\n"
                + "paths: {/a: {get: {parameters: [{$ref: '#/parameters/a'}]}}}");

    assertThat(definition.warnings())
        .containsExactly("Reference '#/parameters/a' not found. Ignoring.");
  }
}
