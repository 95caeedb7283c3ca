package dev.postern.mapping;

import dev.postern.http.MediaType;
import dev.postern.mapping.TemplateChoice.PassThrough;
import dev.postern.mapping.TemplateChoice.Transform;
import dev.postern.mapping.TemplateChoice.Unsupported;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Templates of an integration request or of one integration response, by media type. Immutable.
 *
 * <p>An empty template text passes the body through. A template that does not parse fails at each
 * rendering, because API Gateway accepts it and fails at run time.
 */
public final class Templates {
  private static final String DEFAULT_KEY = "$default";

  private final Map<String, TemplateChoice> choices;

  private Templates(Map<String, TemplateChoice> choices) {
    this.choices = choices;
  }

  /**
   * Compiles templates.
   *
   * @param sources template texts by media type, in the order defined
   */
  public static Templates compile(Map<String, String> sources) {
    return compile(sources, new TemplateLibrary());
  }

  /**
   * Compiles templates; takes compiled ones from the library.
   *
   * @param sources template texts by media type, in the order defined
   */
  public static Templates compile(Map<String, String> sources, TemplateLibrary library) {
    Map<String, TemplateChoice> choices = new LinkedHashMap<>();
    sources.forEach((key, source) -> {
      String mediaType = key.strip().toLowerCase(Locale.ROOT);
      choices.put(
          mediaType,
          source.isEmpty() ? new PassThrough() : new Transform(mediaType, library.get(source)));
    });
    return new Templates(choices);
  }

  /** Returns the outputs of the templates without references. */
  public List<byte[]> constants() {
    List<byte[]> constants = new ArrayList<>();
    for (TemplateChoice choice : choices.values()) {
      if (choice instanceof Transform transform && transform.template().constant() != null) {
        constants.add(transform.template().constant());
      }
    }
    return constants;
  }

  /**
   * Returns the choice for a request body.
   *
   * @param contentType as sent, with parameters; null counts as JSON
   */
  public TemplateChoice forRequest(
      @Nullable String contentType, PassthroughBehavior passthroughBehavior) {
    TemplateChoice chosen = choices.get(mediaType(contentType));
    chosen = chosen == null ? choices.get(DEFAULT_KEY) : chosen;
    if (chosen != null) {
      return chosen;
    }
    return switch (passthroughBehavior) {
      case WHEN_NO_MATCH -> new PassThrough();
      case WHEN_NO_TEMPLATES -> choices.isEmpty() ? new PassThrough() : new Unsupported();
      case NEVER -> new Unsupported();
    };
  }

  /**
   * Returns the choice for a response body: the template for the first accepted media type,
   * otherwise the JSON template, otherwise the first one.
   *
   * @param accept as sent; null counts as JSON
   */
  public TemplateChoice forResponse(@Nullable String accept) {
    if (choices.isEmpty()) {
      return new PassThrough();
    }
    TemplateChoice accepted = choices.get(mediaType(first(accept)));
    if (accepted != null) {
      return accepted;
    }
    TemplateChoice json = choices.get(MediaType.JSON);
    return json == null ? choices.values().iterator().next() : json;
  }

  private static @Nullable String first(@Nullable String accept) {
    if (accept == null) {
      return null;
    }
    int comma = accept.indexOf(',');
    return comma < 0 ? accept : accept.substring(0, comma);
  }

  private static String mediaType(@Nullable String header) {
    String mediaType = header == null ? "" : MediaType.withoutParameters(header);
    return mediaType.isEmpty() ? MediaType.JSON : mediaType;
  }
}
