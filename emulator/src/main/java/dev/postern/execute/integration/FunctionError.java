package dev.postern.execute.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.postern.aws.Unverified;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the error object that Lambda returns for a function that failed. */
public final class FunctionError {
  private static final ObjectReader JSON = new JsonMapper().readerFor(JsonNode.class);

  private FunctionError() {}

  /** Returns the {@code errorMessage}, or null if the error has none or is not JSON. */
  public static @Nullable String message(byte[] error) {
    try {
      JsonNode message = JSON.<JsonNode>readValue(error).get("errorMessage");
      return message == null || message.isNull() ? null : message.asText();
    } catch (IOException _) {
      return null;
    }
  }

  /** Returns the error as execution logs show it: its message. */
  @Unverified("That an error without a message is logged as a whole is assumed.")
  public static String logged(byte[] error) {
    String message = message(error);
    return message == null ? new String(error, StandardCharsets.UTF_8) : message;
  }
}
