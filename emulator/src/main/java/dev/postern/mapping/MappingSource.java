package dev.postern.mapping;

import dev.postern.aws.Limits;
import dev.postern.http.Headers;
import dev.postern.mapping.json.InvalidJsonException;
import dev.postern.mapping.json.Json;
import dev.postern.mapping.json.JsonPathExpression;
import dev.postern.mapping.json.JsonText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Source of the value of a parameter mapping. Immutable. */
sealed interface MappingSource {
  /** Returns one value, or null if there is none. */
  @Nullable String value(MappingInput input);

  /** Returns all values; empty if there is none. */
  default List<String> values(MappingInput input) {
    String value = value(input);
    return value == null ? List.of() : List.of(value);
  }

  /** {@code 'text'}. */
  record Static(String text) implements MappingSource {
    @Override
    public String value(MappingInput input) {
      return text;
    }
  }

  /** {@code method.request.path.name}. */
  record PathParameter(String name) implements MappingSource {
    @Override
    public @Nullable String value(MappingInput input) {
      return input.request().path().get(name);
    }
  }

  /** {@code method.request.querystring.name}, the last value. */
  record QueryParameter(String name) implements MappingSource {
    @Override
    public @Nullable String value(MappingInput input) {
      List<String> values = input.request().querystring().get(name);
      return values == null || values.isEmpty() ? null : values.getLast();
    }
  }

  /** {@code method.request.multivaluequerystring.name}: all values. */
  record QueryParameters(String name) implements MappingSource {
    @Override
    public @Nullable String value(MappingInput input) {
      List<String> values = values(input);
      return values.isEmpty() ? null : String.join(",", values);
    }

    @Override
    public List<String> values(MappingInput input) {
      return input.request().querystring().getOrDefault(name, List.of());
    }
  }

  /**
   * {@code method.request.header.name} or {@code integration.response.header.name}: the last value.
   * With {@code multivalueheader}: all values, joined by commas.
   */
  record Header(String name, boolean ofResponse, boolean joined) implements MappingSource {
    @Override
    public @Nullable String value(MappingInput input) {
      Headers headers = ofResponse ? input.responseHeaders() : input.request().headers();
      if (headers == null) {
        return null;
      }
      if (!joined) {
        return HeaderFields.last(headers, name);
      }
      List<String> values = HeaderFields.all(headers, name);
      return values.isEmpty() ? null : String.join(",", values);
    }
  }

  /** The unchanged body. It must be valid JSON if it begins like JSON. */
  record Body() implements MappingSource {
    @Override
    public String value(MappingInput input) {
      input.body().json();
      return input.body().textOrEmptyObject();
    }
  }

  /**
   * A value in the body.
   *
   * @param inErrorMessage path inside the error message of a Lambda function, which may be a string
   *     with JSON; null if the path does not lead into the message
   */
  record BodyValue(JsonPathExpression path, @Nullable JsonPathExpression inErrorMessage)
      implements MappingSource {
    @Override
    public @Nullable String value(MappingInput input) {
      Object document = input.body().json();
      Object value = path.read(document);
      if (JsonPathExpression.isMissing(value) && inErrorMessage != null) {
        value = inErrorMessage.read(errorMessage(document));
      }
      return JsonPathExpression.isMissing(value) ? null : text(value);
    }

    private static @Nullable Object errorMessage(@Nullable Object document) {
      if (!(document instanceof Map<?, ?> map)
          || !(map.get("errorMessage") instanceof String message)) {
        return null;
      }
      try {
        return Json.parse(message);
      } catch (InvalidJsonException _) {
        return null; // an error message that is not JSON
      }
    }

    private static @Nullable String text(@Nullable Object value) {
      return switch (value) {
        case null -> null;
        case String text -> text;
        default -> JsonText.of(value, Limits.AWS.payloadBytes());
      };
    }
  }

  /** {@code stageVariables.name}. */
  record StageVariable(String name) implements MappingSource {
    @Override
    public @Nullable String value(MappingInput input) {
      return input.stageVariables().get(name);
    }
  }

  /** {@code context.name}. */
  record ContextValue(ContextPath path) implements MappingSource {
    @Override
    public @Nullable String value(MappingInput input) {
      return path.find(input.context());
    }
  }
}
