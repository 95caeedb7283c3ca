package dev.postern.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.mapping.TemplateChoice.PassThrough;
import dev.postern.mapping.TemplateChoice.Transform;
import dev.postern.mapping.TemplateChoice.Unsupported;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {
  private static final Templates NONE = Templates.compile(Map.of());
  private static final Templates JSON = templates("application/json", "json");

  @ParameterizedTest
  @CsvSource({
    "WHEN_NO_MATCH,     PassThrough, PassThrough",
    "WHEN_NO_TEMPLATES, Unsupported, PassThrough",
    "NEVER,             Unsupported, Unsupported"
  })
  void passthroughBehaviorDecidesIfNoTemplateMatches(
      PassthroughBehavior behavior, String unmatched, String without) {
    assertThat(JSON.forRequest("text/plain", behavior).getClass().getSimpleName())
        .isEqualTo(unmatched);
    assertThat(NONE.forRequest("text/plain", behavior).getClass().getSimpleName())
        .isEqualTo(without);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json; charset=utf-8",
    "APPLICATION/JSON",
    "application/json",
    "''",
  })
  void requestsMatchByMediaTypeWithoutParameters(String contentType) {
    for (PassthroughBehavior behavior : PassthroughBehavior.values()) {
      assertThat(text(JSON.forRequest(contentType, behavior))).isEqualTo("json");
    }
  }

  @Test
  void aRequestWithoutContentTypeIsJson() {
    assertThat(text(JSON.forRequest(null, PassthroughBehavior.NEVER))).isEqualTo("json");
  }

  @Test
  void defaultTemplateIsUsedIfNoOtherMatches() {
    Templates templates = templates("application/json", "json", "$default", "other");

    assertThat(text(templates.forRequest("text/plain", PassthroughBehavior.NEVER)))
        .isEqualTo("other");
  }

  @Test
  void emptyTemplatePassesTheBodyThrough() {
    Templates templates = templates("application/json", "");

    assertThat(templates.forRequest(null, PassthroughBehavior.NEVER)).isEqualTo(new PassThrough());
    assertThat(templates.forResponse(null)).isEqualTo(new PassThrough());
  }

  @Test
  void responseUsesTheTemplateOfTheFirstAcceptedType() {
    Templates templates = templates("application/json", "json", "application/xml", "xml");

    assertThat(text(templates.forResponse("application/xml;q=0.5, application/json")))
        .isEqualTo("xml");
    assertThat(text(templates.forResponse("text/html, application/xml"))).isEqualTo("json");
    assertThat(text(templates.forResponse(null))).isEqualTo("json");
    assertThat(text(templates.forResponse("*/*"))).isEqualTo("json");
  }

  @Test
  void withoutAJsonTemplateTheFirstOneIsUsed() {
    Templates templates = templates("text/csv", "csv", "application/xml", "xml");

    assertThat(text(templates.forResponse("text/html"))).isEqualTo("csv");
    assertThat(templates.forResponse("text/html"))
        .isInstanceOfSatisfying(
            Transform.class, chosen -> assertThat(chosen.mediaType()).isEqualTo("text/csv"));
  }

  @Test
  void withoutTemplatesTheResponseBodyIsPassedThrough() {
    assertThat(NONE.forResponse("text/html")).isEqualTo(new PassThrough());
  }

  @Test
  void templateThatDoesNotParseFailsAtRendering() {
    Templates templates = templates("application/json", "#if(");

    Transform chosen = (Transform) templates.forResponse(null);

    assertThatThrownBy(() -> chosen.template().render(new Inputs().input()))
        .isInstanceOf(TemplateException.class);
  }

  private static @Nullable String text(TemplateChoice choice) {
    return switch (choice) {
      case Transform transform -> transform.template().render(new Inputs().input());
      case PassThrough _, Unsupported _ -> null;
    };
  }

  private static Templates templates(String... keysAndSources) {
    Map<String, String> sources = new LinkedHashMap<>();
    for (int i = 0; i < keysAndSources.length; i += 2) {
      sources.put(keysAndSources[i], keysAndSources[i + 1]);
    }
    return Templates.compile(sources);
  }
}
