package dev.postern.control.rest.patch;

import static dev.postern.control.rest.patch.Changes.integer;
import static dev.postern.control.rest.patch.Changes.member;
import static dev.postern.control.rest.patch.Changes.text;
import static dev.postern.control.rest.patch.Changes.textEntry;
import static dev.postern.control.rest.patch.PatchTable.ADD_REPLACE_REMOVE;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.aws.error.PatchErrors;
import dev.postern.control.Refusals;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

class PatchTableTest {
  private static final PatchTable<Integration> TABLE = table(Refusals::byPath);
  private final Integration present =
      Integration.builder().uri("http://old").requestTemplates(Map.of("a/b", "x")).build();

  private static PatchTable<Integration> table(PatchTable.Refusal refusal) {
    return PatchTable.<Integration>refusing(refusal)
        .on(REPLACE, "/uri", text(Integration.Builder::uri))
        .on(REPLACE, "/timeoutInMillis", integer(Integration.Builder::timeoutInMillis))
        .on(
            ADD_REPLACE_REMOVE,
            "/requestTemplates/{contentType}",
            textEntry(Integration::requestTemplates, Integration.Builder::requestTemplates))
        .on(
            ADD_REPLACE_REMOVE,
            "/strict/{contentType}",
            textEntry(
                Integration::requestTemplates,
                Integration.Builder::requestTemplates,
                PatchErrors::noSuchContentType))
        .on(
            ADD_REPLACE_REMOVE,
            "/cacheKeyParameters/{name}",
            member(Integration::cacheKeyParameters, Integration.Builder::cacheKeyParameters))
        .on(
            REPLACE,
            "/insecure",
            (integration, patch) ->
                integration.toBuilder()
                    .tlsConfig(t -> t.insecureSkipVerification(patch.flag()))
                    .build())
        .build();
  }

  private static PatchOperation patch(Op op, String path, String value) {
    return PatchOperation.builder().op(op).path(path).value(value).build();
  }

  @Test
  void appliesInOrder() {
    Integration patched =
        TABLE.apply(
            present,
            List.of(
                patch(Op.REPLACE, "/uri", "http://first"),
                patch(Op.REPLACE, "/uri", "http://second")));

    assertThat(patched.uri()).isEqualTo("http://second");
  }

  @Test
  void changesNothingIfALaterOperationIsRefused() {
    assertThatThrownBy(() ->
            TABLE.apply(
                present,
                List.of(patch(Op.REPLACE, "/uri", "http://new"), patch(Op.ADD, "/no", "x"))))
        .hasMessage("Invalid patch path /no");

    assertThat(present.uri()).isEqualTo("http://old");
  }

  @Test
  void decodesEscapedTokens() {
    Integration patched =
        TABLE.apply(present, List.of(patch(Op.ADD, "/requestTemplates/text~1a~0b", "t")));

    assertThat(patched.requestTemplates()).containsEntry("text/a~b", "t");
  }

  @Test
  void unescapedSlashSeparatesTokens() {
    assertThatThrownBy(
            () -> TABLE.apply(present, List.of(patch(Op.ADD, "/requestTemplates/text/plain", "t"))))
        .hasMessage("Invalid patch path /requestTemplates/text/plain");
  }

  @Test
  void dashIsAnOrdinaryLeaf() {
    Integration patched =
        TABLE.apply(present, List.of(patch(Op.ADD, "/cacheKeyParameters/-", "ignored")));

    assertThat(patched.cacheKeyParameters()).containsExactly("-");
  }

  @Test
  void removingTheLastEntryUnsetsTheMap() {
    Integration patched =
        TABLE.apply(present, List.of(patch(Op.REMOVE, "/requestTemplates/a~1b", "")));

    assertThat(patched.hasRequestTemplates()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"true,true", "TRUE,true", "yes,false", "'',false", ",false"})
  void onlyTrueIsTrue(String value, boolean expected) {
    Integration patched = TABLE.apply(present, List.of(patch(Op.REPLACE, "/insecure", value)));

    assertThat(patched.tlsConfig().insecureSkipVerification()).isEqualTo(expected);
  }

  @Test
  void absentEntryIsRefusedIfTheRuleRequiresIt() {
    for (Op op : List.of(Op.REPLACE, Op.REMOVE)) {
      assertThatThrownBy(() -> TABLE.apply(present, List.of(patch(op, "/strict/c~1d", "x"))))
          .hasMessage("Content-Type specified was not found");
    }
  }

  @Test
  void nonNumericTextIsRefused() {
    assertThatThrownBy(
            () -> TABLE.apply(present, List.of(patch(Op.REPLACE, "/timeoutInMillis", "soon"))))
        .hasMessage("Invalid value 'soon' specified for patch path '/timeoutInMillis'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ADD; /uri; Invalid patch operation specified. Must be one of: [replace]
          COPY; /requestTemplates/x; Invalid patch operation specified. Must be 'add'|'remove'|'replace'
          REPLACE; /nothing; Invalid patch path /nothing
          REPLACE; ; Invalid patch path null
          REPLACE; uri; Invalid patch path uri
          """)
  void refusalByPathNamesTheOperations(Op op, String path, String text) {
    assertThatThrownBy(() -> TABLE.apply(present, List.of(patch(op, path, "x")))).hasMessage(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/list//", "/list/a//b/c", "/list//a/b", "/list///a/b", "/double/a/b"})
  void emptyTokenMatchesNoPlaceholder(String path) {
    assertThatThrownBy(() -> doubled().apply(present, List.of(patch(Op.REPLACE, path, "x"))))
        .hasMessage("Invalid patch path " + path);
  }

  @Test
  void doubledSlashMatchesTheRuleThatHasIt() {
    Integration patched =
        doubled().apply(present, List.of(patch(Op.REPLACE, "/double//a/b/c", "x")));

    assertThat(patched.uri()).isEqualTo("[a/b, c]");
  }

  private static PatchTable<Integration> doubled() {
    PatchTable.Change<Integration> show =
        (integration, patch) -> integration.toBuilder().uri("" + patch.arguments()).build();
    return PatchTable.<Integration>refusing(Refusals::byPath)
        .on(REPLACE, "/list/{path+}/{verb}", show)
        .on(REPLACE, "/double//{path+}/{verb}", show)
        .build();
  }

  @Test
  void refusalByOperationNamesThePaths() {
    PatchTable<Integration> simple =
        PatchTable.<Integration>refusing(Refusals::byOperation)
            .on(REPLACE, "/uri", text(Integration.Builder::uri))
            .on(REPLACE, "/httpMethod", text(Integration.Builder::httpMethod))
            .build();

    assertThatThrownBy(() -> simple.apply(present, List.of(patch(Op.REPLACE, "/id", "x"))))
        .hasMessage(
            "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/uri,"
                + " /httpMethod]");
    assertThatThrownBy(() -> simple.apply(present, List.of(patch(Op.ADD, "/uri", "x"))))
        .hasMessage(
            "Invalid patch path  '/uri' specified for op 'add'. Please choose supported operations");
  }

  @Test
  void refusalByPathOnlyNamesOnlyThePath() {
    assertThatThrownBy(
            () -> table(Refusals::pathOnly).apply(present, List.of(patch(Op.ADD, "/uri", "x"))))
        .hasMessage("Invalid patch path /uri");
  }
}
