package dev.postern.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line of the CLI.
 *
 * @param service such as {@code apigateway}
 * @param operation such as {@code create-rest-api}
 * @param options values by option without its dashes; a flag has none
 * @param query what of the answer to print
 * @param text prints a bare value in place of JSON
 */
record AwsCommand(
    String service,
    String operation,
    Map<String, List<String>> options,
    Optional<String> query,
    boolean text) {

  AwsCommand {
    options = Map.copyOf(options);
  }

  /** Takes a command line apart: service, operation, then options. */
  static AwsCommand parse(List<String> arguments) {
    if (arguments.size() < 2) {
      throw new WrongCommand("usage: aws SERVICE OPERATION [--OPTION VALUE ...]");
    }
    Map<String, List<String>> options = new LinkedHashMap<>();
    List<String> values = new ArrayList<>();
    for (String argument : arguments.subList(2, arguments.size())) {
      if (argument.startsWith("--")) {
        values = new ArrayList<>();
        options.put(argument.substring(2), values);
      } else if (options.isEmpty()) {
        throw new WrongCommand("Unknown options: " + argument);
      } else {
        values.add(argument);
      }
    }
    Optional<String> query = Optional.ofNullable(options.remove("query")).map(List::getFirst);
    boolean text = List.of("text").equals(options.remove("output"));
    return new AwsCommand(arguments.get(0), arguments.get(1), options, query, text);
  }

  /** {@code createRestApi} for {@code create-rest-api}. */
  String javaName() {
    StringBuilder name = new StringBuilder();
    for (String word : operation.split("-", -1)) {
      name.append(name.isEmpty() || word.isEmpty() ? word : capital(word));
    }
    return name.toString();
  }

  /** {@code CreateRestApi} for {@code create-rest-api}. */
  String awsName() {
    return capital(javaName());
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
