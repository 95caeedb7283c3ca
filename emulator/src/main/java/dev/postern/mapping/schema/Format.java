package dev.postern.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code format}: the seven formats of draft 4 and those that the java-json-tools validator adds.
 * Values of other formats, such as {@code int32}, pass.
 */
record Format(Problem problem) implements Keyword {
  private static final String HEXADECIMAL = "0123456789abcdefABCDEF";
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  /** Check of a string: returns the error text, or null if it is valid. */
  @FunctionalInterface
  interface Problem {
    @Nullable String of(String value);
  }

  @Override
  public void check(JsonNode instance, Check check) {
    if (!instance.isTextual()) {
      return;
    }
    String value = instance.textValue();
    check.effort().charge(value.length());
    String wrong = problem.of(value);
    if (wrong != null) {
      check.fail(() -> wrong);
    }
  }

  /** Returns the format with the given name; null if it is not checked. */
  static @Nullable Format of(String name) {
    Problem problem =
        switch (name) {
          case "date-time" ->
              unless(
                  StringForm::isDateTime,
                  "string \"%s\" is invalid against requested date format(s)"
                      + " [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z]");
          case "email" -> unless(StringForm::isEmail, "string \"%s\" is not a valid email address");
          case "ipv4" -> unless(StringForm::isIpv4, "string \"%s\" is not a valid IPv4 address");
          case "ipv6" -> unless(StringForm::isIpv6, "string \"%s\" is not a valid IPv6 address");
          case "hostname" ->
              unless(StringForm::isHostName, "string \"%s\" is not a valid hostname");
          case "uri" -> unless(StringForm::isUri, "string \"%s\" is not a valid URI");
          case "regex" ->
              unless(
                  EcmaPattern::isValid, "string \"%s\" is not a valid ECMA 262 regular expression");
          case "uuid" -> unless(StringForm::isUuid, "input string \"%s\" is not a valid UUID");
          case "mac" -> unless(StringForm::isMac, "input string \"%s\" is not a valid MAC address");
          case "json-pointer" ->
              unless(StringForm::isJsonPointer, "input string \"%s\" is not a valid JSON Pointer");
          case "base64" -> Format::base64;
          case "md5" -> value -> hexadecimal(value, 32);
          case "sha1" -> value -> hexadecimal(value, 40);
          case "sha256" -> value -> hexadecimal(value, 64);
          case "sha512" -> value -> hexadecimal(value, 128);
          default -> null;
        };
    return problem == null ? null : new Format(problem);
  }

  private static Problem unless(Predicate<String> valid, String text) {
    return value -> valid.test(value) ? null : text.replace("%s", value);
  }

  private static @Nullable String base64(String value) {
    if (value.length() % 4 != 0) {
      return "input has illegal length (must be a multiple of 4, found %d)"
          .formatted(value.length());
    }
    int end = value.endsWith("==") ? value.length() - 2 : value.length();
    end = end == value.length() && value.endsWith("=") ? end - 1 : end;
    int illegal = firstOutside(BASE64, value.substring(0, end));
    return illegal < 0
        ? null
        : "illegal character \"%s\" at index %d (not in Base64 alphabet)"
            .formatted(value.charAt(illegal), illegal);
  }

  private static @Nullable String hexadecimal(String value, int length) {
    if (value.length() != length) {
      return "input string has incorrect length (%d, expected %d)"
          .formatted(value.length(), length);
    }
    int illegal = firstOutside(HEXADECIMAL, value);
    return illegal < 0
        ? null
        : "illegal character \"%s\" in input at index %d".formatted(value.charAt(illegal), illegal);
  }

  private static int firstOutside(String alphabet, String value) {
    for (int i = 0; i < value.length(); i++) {
      if (alphabet.indexOf(value.charAt(i)) < 0) {
        return i;
      }
    }
    return -1;
  }
}
