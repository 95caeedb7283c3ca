package dev.postern.app;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One setting: an option of the command line and an environment variable of the same name.
 *
 * @param name in option form, without dashes: {@code tls-port} is {@code --tls-port} and {@code
 *     POSTERN_TLS_PORT}
 * @param value what the value stands for in the help, such as {@code PORT}
 * @param standard the default as text; null when there is none
 * @param description one sentence
 * @param parser throws IllegalArgumentException whose message says what a value must be
 */
record Setting<T>(
    String name,
    String value,
    @Nullable String standard,
    String description,
    Function<String, T> parser) {

  String option() {
    return "--" + name;
  }

  String variable() {
    return "POSTERN_" + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
  }

  /**
   * Reads a value.
   *
   * @throws WrongSetting one line that names the setting
   */
  T parse(String text) {
    try {
      return parser.apply(text.strip());
    } catch (IllegalArgumentException e) {
      throw new WrongSetting(
          "%s (%s): \"%s\" %s".formatted(variable(), option(), text, e.getMessage()));
    }
  }

  /** A setting has a value it cannot have; the message is for the user. */
  static final class WrongSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongSetting(String message) {
      super(message);
    }
  }
}
