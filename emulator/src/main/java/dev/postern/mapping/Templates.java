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
 * The templates of an integration's request or of one integration response, by media type.
 * Immutable.
 *
 * <p>An empty template text sends the body unmapped. A template that does not parse fails each time
 * it is rendered, as API Gateway accepts it and fails at run time.
 */
public final class Templates {
  private static final String DEFAULT_KEY = "$default";

  private final Map<String, TemplateChoice> choices;

  private Templates(Map<String, TemplateChoice> choices) {
    this.choices = choices;
  }

  /**
   * Compiles.
   *
   * @param sources by media type, in the order defined
   */
  public static Templates compile(Map<String, String> sources) {
    return compile(sources, new TemplateLibrary());
  }

  /**
   * Compiles what the library has not compiled before.
   *
   * @param sources by media type, in the order defined
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

  /** Returns what those templates always print that have no references. */
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
   * The choice for a request body.
   *
   * @param contentType as sent, parameters and all; null counts as JSON
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
   * The choice for a response body: by the first media type accepted, else the JSON template, else
   * the first one.
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
