package dev.postern.control.sdkgen;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names the methods of a client after path and verb, no name twice: of {@code /a/b} and {@code
 * /{a}/{b}}, which would be called the same, the later one gets a number. One for each client.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/simple-calc-lambda-api.html">
 *     Simple calculator API in API Gateway</a>
 */
final class MethodNames {
  private final Set<String> taken = new HashSet<>();

  /** The JavaScript SDK's name: {@code petsPetIdGet}, {@code rootGet}. */
  String pathFirst(String path, String verb) {
    List<String> words = words(path);
    String pathName = words.isEmpty() ? "root" : uncapitalized(String.join("", words));
    return unique(pathName + capitalized(verb.toLowerCase(Locale.ROOT)));
  }

  /** The other SDKs' name: {@code getPetsPetId}, {@code getApiRoot}. */
  String verbFirst(String path, String verb) {
    List<String> words = words(path);
    String pathName = words.isEmpty() ? "ApiRoot" : String.join("", words);
    return unique(verb.toLowerCase(Locale.ROOT) + pathName);
  }

  /** The name itself, or with a number when it is taken already. */
  String unique(String name) {
    String free = name;
    for (int number = 2; !taken.add(free); number++) {
      free = name + number;
    }
    return free;
  }

  /** A text as the name of a class: its words, each with a capital. */
  static String className(String text, String otherwise) {
    String name = String.join("", words(text));
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? otherwise : name;
  }

  /** Each word keeps its letters but for the first, which is a capital. */
  private static List<String> words(String text) {
    return Arrays.stream(text.split("[^A-Za-z0-9]+"))
        .filter(word -> !word.isEmpty())
        .map(MethodNames::capitalized)
        .collect(Collectors.toList());
  }

  static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static String uncapitalized(String word) {
    return word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
  }
}
