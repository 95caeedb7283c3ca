package dev.postern.runner.runtimeapi;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/** JSON objects of the Runtime API. */
final class RuntimeJson {
  static final byte[] ACCEPTED = "{\"status\":\"OK\"}\n".getBytes(StandardCharsets.US_ASCII);

  private RuntimeJson() {}

  static byte[] error(String type, String message) {
    String json = "{\"errorMessage\":" + quoted(message) + ",\"errorType\":" + quoted(type) + "}";
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
