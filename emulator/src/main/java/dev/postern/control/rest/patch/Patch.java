package dev.postern.control.rest.patch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.postern.aws.error.PatchErrors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/**
 * One operation of a PATCH request, as given to a rule. Values are always sent as text; the methods
 * parse them.
 *
 * @param op the operation
 * @param path as sent
 * @param arguments tokens of the path that match the rule's placeholders, decoded, in order
 * @param value as sent
 * @param from as sent; copy only
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html">Patch
 *     operations</a>
 */
public record Patch(
    Op op, String path, List<String> arguments, @Nullable String value, @Nullable String from) {
  private static final JsonMapper JSON = new JsonMapper();

  static Patch of(PatchOperation operation, List<String> arguments) {
    return new Patch(
        operation.op(), operation.path(), arguments, operation.value(), operation.from());
  }

  /** Returns the decoded tokens of a path: {@code ~1} is a slash, {@code ~0} a tilde. */
  static List<String> tokens(@Nullable String path) {
    if (path == null || !path.startsWith("/")) {
      return List.of();
    }
    return Arrays.stream(path.substring(1).split("/", -1))
        .map(token -> token.replace("~1", "/").replace("~0", "~"))
        .toList();
  }

  public boolean removes() {
    return op == Op.REMOVE;
  }

  /** Returns the last argument: the entry or member that the path names. */
  public String leaf() {
    return arguments.getLast();
  }

  /** Returns the value, or null if the operation is {@code remove}. */
  public @Nullable String text() {
    return removes() ? null : value;
  }

  /** Returns whether the value is {@code true}. Any other value, or none, is false. */
  public boolean flag() {
    return Boolean.parseBoolean(value);
  }

  /** Returns the value as an integer, or null if the operation is {@code remove}. */
  public @Nullable Integer integer() {
    if (removes()) {
      return null;
    }
    try {
      return Integer.valueOf(String.valueOf(value));
    } catch (NumberFormatException _) {
      throw PatchErrors.invalidValue(path, value);
    }
  }

  /** Returns the value as a number, or null if the operation is {@code remove}. */
  public @Nullable Double decimal() {
    if (removes()) {
      return null;
    }
    try {
      double number = Double.parseDouble(String.valueOf(value));
      if (!Double.isFinite(number)) {
        throw PatchErrors.invalidValue(path, value);
      }
      return number;
    } catch (NumberFormatException _) {
      throw PatchErrors.invalidValue(path, value);
    }
  }

  /** Parses the value as a JSON list of strings. */
  public List<String> strings() {
    List<@Nullable String> read = json(new TypeReference<>() {});
    return read.stream()
        .map(text -> {
          if (text == null) {
            throw PatchErrors.invalidValue(path, value);
          }
          return text;
        })
        .toList();
  }

  /** Parses the value as a JSON object of strings. */
  public Map<String, String> stringMap() {
    return json(new TypeReference<>() {});
  }

  private <V> V json(TypeReference<V> type) {
    try {
      V read = JSON.readValue(value == null ? "null" : value, type);
      if (read == null) {
        throw PatchErrors.invalidValue(path, value);
      }
      return read;
    } catch (JsonProcessingException _) {
      throw PatchErrors.invalidValue(path, value);
    }
  }
}
