package dev.postern.app;

import dev.postern.aws.Limits;
import dev.postern.aws.Region;
import dev.postern.execute.integration.PrivateNetwork;
import dev.postern.runner.RunnerSettings;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * All settings of a run, read and checked.
 *
 * @param tlsPort empty for no TLS
 */
record Settings(
    String host,
    int port,
    OptionalInt tlsPort,
    Region region,
    Limits limits,
    boolean accountThrottled,
    boolean invokePermissionChecked,
    Set<String> corsOrigins,
    PrivateNetwork privateNetwork,
    List<X509Certificate> backendAuthorities,
    System.Logger.Level logLevel,
    Optional<Path> logFolder,
    int inspect,
    RunnerSettings.Engine lambdaEngine,
    Map<String, String> lambdaImages,
    String lambdaImagePrefix,
    Optional<String> lambdaHost,
    Optional<String> lambdaBind,
    Optional<String> dockerHost,
    Duration lambdaIdle,
    int lambdaMaxSandboxes,
    Optional<Path> workFolder,
    ServiceSettings services) {

  Settings {
    corsOrigins = Set.copyOf(corsOrigins);
    backendAuthorities = List.copyOf(backendAuthorities);
    lambdaImages = Map.copyOf(lambdaImages);
  }

  /**
   * Reads all settings.
   *
   * @param values the text of a setting, by its name: empty when it was not given
   * @param environment for the SDKs' own variables
   * @throws Setting.WrongSetting one line that names the setting
   */
  static Settings read(
      Function<Setting, Optional<String>> values, Map<String, String> environment) {
    var reader = new Reader(values);
    int port = reader.value(Setting.PORT, SettingValues::port);
    return new Settings(
        reader.value(Setting.HOST, SettingValues::text),
        port,
        tlsPort(reader.value(Setting.TLS_PORT, Settings::tlsPort), port),
        reader.value(Setting.REGION, text -> new Region(SettingValues.text(text))),
        reader.choice(Setting.LIMITS, Map.of("aws", Limits.AWS, "relaxed", Limits.RELAXED)),
        reader.choice(Setting.ACCOUNT_THROTTLE, Map.of("aws", true, "off", false)),
        reader.choice(Setting.INVOKE_PERMISSION, Map.of("checked", true, "off", false)),
        reader.value(Setting.CORS_ORIGINS, SettingValues::list),
        reader.value(Setting.VPC_LINKS, SettingValues::network),
        reader.optional(Setting.BACKEND_CA, SettingValues::certificates).orElse(List.of()),
        reader.choice(
            Setting.LOG,
            Map.of(
                "error", System.Logger.Level.ERROR,
                "warning", System.Logger.Level.WARNING,
                "info", System.Logger.Level.INFO,
                "debug", System.Logger.Level.DEBUG)),
        reader.optional(Setting.LOG_FOLDER, SettingValues::path),
        reader.value(Setting.INSPECT, SettingValues::natural),
        reader.choice(
            Setting.LAMBDA_ENGINE,
            Map.of(
                "auto", RunnerSettings.Engine.AUTO,
                "docker", RunnerSettings.Engine.DOCKER,
                "process", RunnerSettings.Engine.PROCESS)),
        reader.value(Setting.LAMBDA_IMAGES, SettingValues::images),
        reader.value(Setting.LAMBDA_IMAGE_PREFIX, SettingValues::text),
        reader.optional(Setting.LAMBDA_HOST, SettingValues::text),
        reader.optional(Setting.LAMBDA_BIND, SettingValues::text),
        reader.optional(Setting.DOCKER_HOST, SettingValues::text),
        Duration.ofSeconds(reader.value(Setting.LAMBDA_IDLE, SettingValues::positive)),
        reader.value(Setting.LAMBDA_MAX_SANDBOXES, SettingValues::positive),
        reader.optional(Setting.WORK_FOLDER, SettingValues::path),
        ServiceSettings.read(environment, reader.optional(Setting.UPSTREAM, SettingValues::url)));
  }

  private record Reader(Function<Setting, Optional<String>> values) {
    <T> T value(Setting setting, Function<String, T> parser) {
      String text = values.apply(setting).orElse(setting.standard());
      if (text == null) {
        throw new IllegalStateException(setting + " has no default");
      }
      return setting.parse(text, parser);
    }

    <T> T choice(Setting setting, Map<String, T> choices) {
      return value(setting, text -> SettingValues.choice(text, choices));
    }

    <T> Optional<T> optional(Setting setting, Function<String, T> parser) {
      return values.apply(setting).map(text -> setting.parse(text, parser));
    }
  }

  private static OptionalInt tlsPort(String text, int port) {
    return switch (text) {
      case "off" -> OptionalInt.empty();
      case "next" -> OptionalInt.of(port == 0 || port == 65_535 ? 0 : port + 1);
      default -> OptionalInt.of(Integer.parseInt(text));
    };
  }

  private static String tlsPort(String text) {
    if (text.equals("off") || text.equals("next")) {
      return text;
    }
    try {
      return Integer.toString(SettingValues.port(text));
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("is neither a port (0 to 65535) nor `next` nor `off`");
    }
  }
}
