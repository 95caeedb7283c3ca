package dev.postern.control.sdkgen;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Creates unique names of a client's methods from path and verb. Names that would be equal, as for
 * {@code /a/b} and {@code /{a}/{b}}, get a number. One instance per client.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/simple-calc-lambda-api.html">
 *     Simple calculator API in API Gateway</a>
 */
final class MethodNames {
  private final Set<String> taken = new HashSet<>();

  /** Returns a name for the JavaScript SDK: {@code petsPetIdGet}, {@code rootGet}. */
  String pathFirst(String path, String verb) {
    List<String> words = words(path);
    String pathName = words.isEmpty() ? "root" : uncapitalized(String.join("", words));
    return unique(pathName + capitalized(verb.toLowerCase(Locale.ROOT)));
  }

  /** Returns a name for the other SDKs: {@code getPetsPetId}, {@code getApiRoot}. */
  String verbFirst(String path, String verb) {
    List<String> words = words(path);
    String pathName = words.isEmpty() ? "ApiRoot" : String.join("", words);
    return unique(verb.toLowerCase(Locale.ROOT) + pathName);
  }

  /** Returns the name, with a number if it is already taken. */
  String unique(String name) {
    String free = name;
    for (int number = 2; !taken.add(free); number++) {
      free = name + number;
    }
    return free;
  }

  /** Returns a class name: the words of the text, each capitalized. */
  static String className(String text, String otherwise) {
    String name = String.join("", words(text));
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? otherwise : name;
  }

  /** Returns the words of a text with their first letters capitalized. */
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
