package dev.postern.app;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Options and environment variables, both made from {@link Setting}; an option wins over its
 * variable.
 *
 * @param environment environment variables
 */
record CommandLine(Map<String, String> environment) {

  /** What the user asked for. */
  sealed interface Request {
    /** To run with these settings. */
    record Run(Settings settings) implements Request {}

    /** To run once over what users do first, for the ahead-of-time cache. */
    record Train(Settings settings) implements Request {}

    /** To print this text. */
    record Print(String text) implements Request {}
  }

  /**
   * Reads the command line.
   *
   * @throws Setting.WrongSetting one line for the user
   */
  Request read(String... arguments) {
    if (arguments.length == 0) {
      // Most starts: the parser need not be loaded.
      return new Request.Run(
          Settings.read(
              setting -> Optional.ofNullable(environment.get(setting.variable())), environment));
    }
    picocli.CommandLine parser = parser();
    ParseResult parsed;
    try {
      parsed = parser.parseArgs(arguments);
    } catch (ParameterException e) {
      throw new Setting.WrongSetting(e.getMessage() + " (see --help)");
    }
    if (parsed.hasMatchedOption("--help")) {
      return new Request.Print(parser.getUsageMessage(Ansi.OFF));
    }
    if (parsed.hasMatchedOption("--version")) {
      return new Request.Print("postern " + Main.version() + System.lineSeparator());
    }
    if (parsed.hasMatchedOption("--train")) {
      return new Request.Train(
          Settings.read(
              setting -> setting == Setting.PORT ? Optional.of("0") : Optional.empty(), Map.of()));
    }
    return new Request.Run(
        Settings.read(
            setting -> {
              String option = parsed.matchedOptionValue(setting.option(), null);
              return Optional.ofNullable(
                  option != null ? option : environment.get(setting.variable()));
            },
            environment));
  }

  /** The settings as a Markdown table: the README's. */
  static String table() {
    StringBuilder table =
        new StringBuilder("| Option | Variable | Default | |\n|---|---|---|---|\n");
    for (Setting setting : Setting.values()) {
      String standard =
          setting.standard() == null || setting.standard().isEmpty()
              ? ""
              : "`" + setting.standard() + "`";
      table.append(
          "| `%s %s` | `%s` | %s | %s |%n"
              .formatted(
                  setting.option(),
                  setting.value(),
                  setting.variable(),
                  standard,
                  setting.description()));
    }
    for (ServiceSettings.Variable variable : ServiceSettings.VARIABLES) {
      table.append("| | `%s` | | %s |%n".formatted(variable.name(), variable.description()));
    }
    return table.toString().replace("\r\n", "\n");
  }

  private static picocli.CommandLine parser() {
    CommandSpec spec = CommandSpec.create().name("postern");
    spec.usageMessage()
        .description("A local AWS API Gateway. Every option is an environment variable too.")
        .width(100);
    int order = 0;
    for (Setting setting : Setting.values()) {
      spec.addOption(
          OptionSpec.builder(setting.option())
              .paramLabel(setting.value())
              .type(String.class)
              .order(++order)
              .description(help(setting))
              .build());
    }
    spec.addOption(OptionSpec.builder("--train").hidden(true).build());
    spec.addOption(
        OptionSpec.builder("--help").usageHelp(true).order(90).description("This text.").build());
    spec.addOption(
        OptionSpec.builder("--version")
            .versionHelp(true)
            .order(91)
            .description("The version.")
            .build());
    return new picocli.CommandLine(spec);
  }

  private static String[] help(Setting setting) {
    String origin = setting.variable();
    if (setting.standard() != null && !setting.standard().isEmpty()) {
      origin += ", default " + setting.standard();
    }
    return new String[] {setting.description().replace("%", "%%"), origin};
  }
}
