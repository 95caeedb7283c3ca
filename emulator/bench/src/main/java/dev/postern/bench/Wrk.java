package dev.postern.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator wrk, where the machine has it: one thread. */
final class Wrk implements Load {
  private static final Pattern LATENCY =
      Pattern.compile("^\\s+(50|99)%\\s+([0-9.]+)(us|ms|s)\\s*$", Pattern.MULTILINE);
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern BAD_STATUS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern SOCKET_ERRORS =
      Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");

  private final Path program;
  private final Path folder;

  private Wrk(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /**
   * The one on the search path.
   *
   * @param folder for its scripts
   */
  static Optional<Wrk> find(Path folder) {
    String path = System.getenv("PATH");
    for (String place : path == null ? new String[0] : path.split(":")) {
      Path program = Path.of(place, "wrk");
      if (Files.isExecutable(program)) {
        return Optional.of(new Wrk(program, folder));
      }
    }
    return Optional.empty();
  }

  @Override
  public String description() {
    return "wrk --latency -t1";
  }

  @Override
  public Sample run(Target target, int connections, int seconds)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(List.of("--latency", "-t1", "-c" + connections, "-d" + seconds + "s"));
    if (target.paths().size() > 1) {
      command.addAll(List.of("-s", script(target).toString()));
    }
    target.headers().forEach((name, value) -> command.addAll(List.of("-H", name + ": " + value)));
    command.add(target.firstUrl());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output;
    try {
      output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroy();
    }
    if (process.waitFor() != 0) {
      throw new IOException("wrk failed on " + target.name() + ": " + output.strip());
    }
    return parse(output);
  }

  /** Asks all paths in turn. */
  private Path script(Target target) throws IOException {
    StringBuilder lua = new StringBuilder("local requests = {}\nlocal next = 0\n");
    lua.append("init = function(args)\n");
    for (int i = 0; i < target.paths().size(); i++) {
      lua.append("  requests[%d] = wrk.format(nil, \"%s\")%n".formatted(i, target.paths().get(i)));
    }
    lua.append("end\nrequest = function()\n");
    lua.append("  next = (next + 1) %% %d%n".formatted(target.paths().size()));
    lua.append("  return requests[next]\nend\n");
    return Files.writeString(
        folder.resolve("paths-" + target.port() + ".lua"), lua, StandardCharsets.UTF_8);
  }

  /** Reads wrk's report. */
  static Sample parse(String output) throws IOException {
    double[] millis = {Double.NaN, Double.NaN};
    Matcher latency = LATENCY.matcher(output);
    while (latency.find()) {
      double value = Double.parseDouble(latency.group(2));
      millis[latency.group(1).equals("50") ? 0 : 1] = value * millisPer(latency.group(3));
    }
    Matcher rate = RATE.matcher(output);
    if (!rate.find() || Double.isNaN(millis[0]) || Double.isNaN(millis[1])) {
      throw new IOException("wrk reported no figures: " + output.strip());
    }
    return Sample.ofLoad(Double.parseDouble(rate.group(1)), millis[0], millis[1], failures(output));
  }

  private static double millisPer(String unit) {
    return switch (unit) {
      case "us" -> 0.001;
      case "ms" -> 1;
      default -> 1_000;
    };
  }

  private static long failures(String output) {
    long failures = 0;
    for (Pattern pattern : List.of(BAD_STATUS, SOCKET_ERRORS)) {
      Matcher matcher = pattern.matcher(output);
      if (matcher.find()) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
          failures += Long.parseLong(matcher.group(group));
        }
      }
    }
    return failures;
  }
}
