package dev.postern.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to measure, and for how long.
 *
 * @param root folder of the project
 * @param jvm flags of Postern's JVM, which its counterparts get too
 * @param seconds of load a round
 * @param rounds of load; each result is a median over them
 * @param warmUp seconds of load at a time before the first round, until it gets no faster
 * @param json whether to print JSON in place of the table
 */
record Options(
    Path root,
    List<String> jvm,
    int seconds,
    int rounds,
    int warmUp,
    Set<Suite> only,
    boolean json) {

  static final String HELP =
      """
      Measures Postern against plain Vert.x servers on this machine: the strongest of those with
      one event loop and with one a core.

      --only LIST    of mock, proxy, traffic, lambda, start, memory, control, scale (comma-separated; default all)
      --rounds N     rounds of load, interleaved; results are medians over them (default 5)
      --seconds N    seconds of load a round (default 5)
      --quick        3 rounds of 2 seconds
      --json         prints JSON in place of the table
      """;

  Options {
    jvm = List.copyOf(jvm);
    only = Set.copyOf(only);
  }

  /** A group of measurements. */
  enum Suite {
    MOCK,
    PROXY,
    TRAFFIC,
    LAMBDA,
    START,
    MEMORY,
    CONTROL,
    SCALE
  }

  /** The command line is wrong; the message is for the user. */
  static final class WrongOption extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongOption(String message) {
      super(message);
    }
  }

  /**
   * Reads the command line.
   *
   * @throws WrongOption when it is wrong
   */
  static Options parse(List<String> arguments) {
    Deque<String> left = new ArrayDeque<>(arguments);
    Path root = Path.of("");
    List<String> jvm = List.of();
    int seconds = 5;
    int rounds = 5;
    int warmUp = 5;
    Set<Suite> only = EnumSet.allOf(Suite.class);
    boolean json = false;
    while (!left.isEmpty()) {
      String option = left.pop();
      switch (option) {
        case "--root" -> root = Path.of(value(option, left));
        case "--jvm" -> jvm = List.of(value(option, left).split(" "));
        case "--seconds" -> seconds = number(option, left);
        case "--rounds" -> rounds = number(option, left);
        case "--only" -> only = suites(value(option, left));
        case "--json" -> json = true;
        case "--quick" -> {
          seconds = 2;
          rounds = 3;
          warmUp = 3;
        }
        default -> throw new WrongOption("unknown option " + option + " (see --help)");
      }
    }
    return new Options(root, jvm, seconds, rounds, warmUp, only, json);
  }

  private static String value(String option, Deque<String> left) {
    if (left.isEmpty()) {
      throw new WrongOption(option + " needs a value");
    }
    return left.pop();
  }

  private static int number(String option, Deque<String> left) {
    String text = value(option, left);
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw new WrongOption(option + " needs a number from 1 to 9999, not " + text);
    }
    return Integer.parseInt(text);
  }

  private static Set<Suite> suites(String list) {
    Set<Suite> suites = EnumSet.noneOf(Suite.class);
    for (String name : list.split(",", -1)) {
      suites.add(
          Arrays.stream(Suite.values())
              .filter(suite -> suite.name().equalsIgnoreCase(name.strip()))
              .findFirst()
              .orElseThrow(() -> new WrongOption("--only knows " + names() + ", not " + name)));
    }
    return suites;
  }

  private static String names() {
    return Arrays.stream(Suite.values())
        .map(suite -> suite.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
