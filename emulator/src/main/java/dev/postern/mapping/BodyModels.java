package dev.postern.mapping;

import dev.postern.http.MediaType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Models of a method's request bodies, by media type. Immutable.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html">
 *     Request validation for REST APIs in API Gateway</a>
 */
public final class BodyModels {
  private static final String DEFAULT_KEY = "$default";

  private final Map<String, BodyModel> models;

  private BodyModels(Map<String, BodyModel> models) {
    this.models = Map.copyOf(models);
  }

  /**
   * Compiles models; takes compiled ones from the library.
   *
   * @param names model names by media type or {@code $default}
   */
  public static BodyModels compile(Map<String, String> names, ModelLibrary library) {
    Map<String, BodyModel> models = new HashMap<>();
    names.forEach((type, name) -> models.put(lower(type), library.get(name)));
    return new BodyModels(models);
  }

  /**
   * Returns the model for a body, or null if any body is valid.
   *
   * @param mediaType as {@link #mediaType} returns it
   */
  public @Nullable BodyModel forMediaType(String mediaType) {
    BodyModel model = models.get(mediaType);
    return model == null ? models.get(DEFAULT_KEY) : model;
  }

  /**
   * Returns the media type of a body.
   *
   * @param contentType as sent, with parameters; null counts as JSON
   */
  public static String mediaType(@Nullable String contentType) {
    String mediaType = contentType == null ? "" : MediaType.withoutParameters(contentType);
    return mediaType.isEmpty() ? MediaType.JSON : mediaType;
  }

  private static String lower(String type) {
    return type.strip().toLowerCase(Locale.ROOT);
  }
}
