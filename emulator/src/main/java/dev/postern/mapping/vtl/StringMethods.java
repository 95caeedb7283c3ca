package dev.postern.mapping.vtl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Methods of strings that scripts may call: those of Java 8's String, except for bytes and streams.
 * A call with arguments of wrong types is a call of a missing method.
 */
final class StringMethods {
  /** Methods that do not read the whole text. */
  private static final Set<String> CONSTANT_TIME =
      Set.of("length", "isEmpty", "charAt", "codePointAt", "substring", "subSequence", "intern");

  private StringMethods() {}

  static @Nullable Object call(String text, String name, @Nullable Object[] arguments, Run run) {
    if (name.equals("format") && arguments.length > 0 && arguments[0] instanceof String format) {
      return Formatting.format(format, Arrays.copyOfRange(arguments, 1, arguments.length), run);
    }
    if (name.equals("join") && arguments.length > 1 && arguments[0] instanceof String delimiter) {
      return join(delimiter, arguments, run);
    }
    if (!CONSTANT_TIME.contains(name)) {
      run.chargeScan(text);
      for (Object argument : arguments) {
        if (argument instanceof String other) {
          run.chargeScan(other);
        }
      }
    }
    return switch (arguments.length) {
      case 0 -> call(text, name, run);
      case 1 -> call(text, name, arguments[0], run);
      case 2 -> call(text, name, arguments[0], arguments[1], run);
      default -> null;
    };
  }

  private static @Nullable Object call(String text, String name, Run run) {
    return switch (name) {
      case "length" -> text.length();
      case "isEmpty" -> text.isEmpty();
      case "trim" -> text.trim();
      case "toLowerCase" -> text.toLowerCase(Locale.ROOT);
      case "toUpperCase" -> text.toUpperCase(Locale.ROOT);
      case "intern" -> text;
      case "hashCode" -> text.hashCode();
      case "toCharArray" -> characters(text, run);
      default -> null;
    };
  }

  private static @Nullable Object call(
      String text, String name, @Nullable Object argument, Run run) {
    return switch (argument) {
      case String other -> withText(text, name, other, run);
      case Integer number -> withNumber(text, name, number);
      case Character character -> withCharacter(text, name, character);
      case null, default -> name.equals("valueOf") ? Printer.text(argument, run) : null;
    };
  }

  private static @Nullable Object withText(String text, String name, String other, Run run) {
    return switch (name) {
      case "equalsIgnoreCase" -> text.equalsIgnoreCase(other);
      case "compareTo" -> text.compareTo(other);
      case "compareToIgnoreCase" -> text.compareToIgnoreCase(other);
      case "concat" -> text.concat(other);
      case "contains" -> Search.forward(text, other, 0, run) >= 0;
      case "contentEquals" -> text.contentEquals(other);
      case "startsWith" -> text.startsWith(other);
      case "endsWith" -> text.endsWith(other);
      case "indexOf" -> Search.forward(text, other, 0, run);
      case "lastIndexOf" -> Search.backward(text, other, text.length(), run);
      case "matches" -> Matching.matches(text, other, run);
      case "split" -> Matching.split(text, other, 0, run);
      case "valueOf" -> other;
      default -> null;
    };
  }

  private static @Nullable Object withNumber(String text, String name, int number) {
    return switch (name) {
      case "charAt" -> text.charAt(number);
      case "codePointAt" -> text.codePointAt(number);
      case "substring" -> text.substring(number);
      case "indexOf" -> text.indexOf(number);
      case "lastIndexOf" -> text.lastIndexOf(number);
      case "valueOf" -> String.valueOf(number);
      default -> null;
    };
  }

  private static @Nullable Object withCharacter(String text, String name, char character) {
    return switch (name) {
      case "indexOf" -> text.indexOf(character);
      case "lastIndexOf" -> text.lastIndexOf(character);
      case "valueOf" -> String.valueOf(character);
      default -> null;
    };
  }

  private static @Nullable Object call(
      String text, String name, @Nullable Object first, @Nullable Object second, Run run) {
    if (first instanceof String a && second instanceof String b) {
      return switch (name) {
        case "replace" -> replace(text, a, b, run);
        case "replaceAll" -> Matching.replace(text, a, b, true, run);
        case "replaceFirst" -> Matching.replace(text, a, b, false, run);
        default -> null;
      };
    }
    if (first instanceof Integer from && second instanceof Integer to) {
      return switch (name) {
        case "substring", "subSequence" -> text.substring(from, to);
        case "indexOf" -> text.indexOf(from, to.intValue());
        case "lastIndexOf" -> text.lastIndexOf(from, to);
        default -> null;
      };
    }
    if (first instanceof String other && second instanceof Integer number) {
      return switch (name) {
        case "indexOf" -> Search.forward(text, other, number, run);
        case "lastIndexOf" -> Search.backward(text, other, number, run);
        case "startsWith" -> text.startsWith(other, number);
        case "split" -> Matching.split(text, other, number, run);
        default -> null;
      };
    }
    return name.equals("replace") && first instanceof Character a && second instanceof Character b
        ? text.replace(a, b)
        : null;
  }

  private static String replace(String text, String target, String replacement, Run run) {
    if (target.isEmpty()) {
      run.checkLength(text.length() + (text.length() + 1L) * replacement.length());
      return text.replace(target, replacement);
    }
    int at = Search.forward(text, target, 0, run);
    if (at < 0) {
      return text;
    }
    Output replaced = new Output(run, text.length());
    int copied = 0;
    for (; at >= 0; at = Search.forward(text, target, copied, run)) {
      run.chargeStep();
      replaced.append(text, copied, at);
      replaced.append(replacement);
      copied = at + target.length();
    }
    replaced.append(text, copied, text.length());
    return replaced.toString();
  }

  private static String join(String delimiter, @Nullable Object[] arguments, Run run) {
    Iterable<?> parts =
        arguments.length == 2 && arguments[1] instanceof Iterable<?> list
            ? list
            : Arrays.asList(arguments).subList(1, arguments.length);
    Output joined = new Output(run, 64);
    boolean first = true;
    for (Object part : parts) {
      if (!first) {
        joined.append(delimiter);
      }
      first = false;
      Printer.print(part, joined);
    }
    return joined.toString();
  }

  private static List<Object> characters(String text, Run run) {
    run.chargeElements(text.length());
    List<Object> characters = new ArrayList<>(text.length());
    for (int i = 0; i < text.length(); i++) {
      characters.add(text.charAt(i));
    }
    return characters;
  }
}
