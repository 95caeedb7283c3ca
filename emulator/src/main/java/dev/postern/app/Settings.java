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

  static final Setting<Integer> PORT =
      new Setting<>(
          "port",
          "PORT",
          "4566",
          "Port for HTTP: control plane and APIs; 0 takes a free one.",
          SettingValues::port);

  static final Setting<String> HOST =
      new Setting<>(
          "host",
          "ADDRESS",
          "127.0.0.1",
          "Address to listen on; 0.0.0.0 lets other machines in.",
          SettingValues::text);

  static final Setting<String> TLS_PORT =
      new Setting<>(
          "tls-port",
          "PORT",
          "next",
          "Port for HTTPS with a self-made certificate; `next` is the one after the HTTP port,"
              + " `off` none.",
          Settings::tlsPort);

  static final Setting<Region> REGION =
      new Setting<>(
          "region",
          "REGION",
          "us-east-1",
          "Region of calls that are not signed.",
          text -> new Region(SettingValues.text(text)));

  static final Setting<Limits> LIMITS =
      new Setting<>(
          "limits",
          "KIND",
          "aws",
          "`aws` keeps AWS's quotas, `relaxed` lifts them.",
          text -> SettingValues.choice(text, Map.of("aws", Limits.AWS, "relaxed", Limits.RELAXED)));

  static final Setting<Boolean> INVOKE_PERMISSION =
      new Setting<>(
          "invoke-permission",
          "KIND",
          "checked",
          "`checked` calls a function only if its policy lets the API, as AWS does; `off` always"
              + " calls it.",
          text -> SettingValues.choice(text, Map.of("checked", true, "off", false)));

  static final Setting<Set<String>> CORS_ORIGINS =
      new Setting<>(
          "cors-origins",
          "ORIGIN,...",
          "",
          "Origins of web pages that may call the control plane, beside those served from this"
              + " machine.",
          SettingValues::list);

  static final Setting<PrivateNetwork> VPC_LINKS =
      new Setting<>(
          "vpc-links",
          "TARGET=ADDRESS,...",
          "",
          "Where the load balancers behind VPC links are: by load balancer or listener ARN, or by"
              + " the link's id, a HOST:PORT (spoken to as the integration's URI says) or a URL.",
          SettingValues::network);

  static final Setting<List<X509Certificate>> BACKEND_CA =
      new Setting<>(
          "backend-ca",
          "FILE",
          null,
          "Certificates (PEM) of authorities that HTTPS backends may have beside those the JDK"
              + " knows.",
          SettingValues::certificates);

  static final Setting<System.Logger.Level> LOG =
      new Setting<>(
          "log",
          "LEVEL",
          "info",
          "`error`, `warning`, `info`, or `debug`, which shows each phase of a request.",
          text ->
              SettingValues.choice(
                  text,
                  Map.of(
                      "error", System.Logger.Level.ERROR,
                      "warning", System.Logger.Level.WARNING,
                      "info", System.Logger.Level.INFO,
                      "debug", System.Logger.Level.DEBUG)));

  static final Setting<Path> LOG_FOLDER =
      new Setting<>(
          "log-folder",
          "FOLDER",
          null,
          "Where the logs of APIs and functions are written to, a file for each log group.",
          text -> Path.of(SettingValues.text(text)));

  static final Setting<Integer> INSPECT =
      new Setting<>(
          "inspect",
          "NUMBER",
          "100",
          "How many of the last requests are kept to be looked at; 0 keeps none.",
          SettingValues::natural);

  static final Setting<RunnerSettings.Engine> LAMBDA_ENGINE =
      new Setting<>(
          "lambda-engine",
          "ENGINE",
          "auto",
          "`docker` runs functions in containers, `process` as plain processes, `auto` in"
              + " containers where a Docker engine answers.",
          text ->
              SettingValues.choice(
                  text,
                  Map.of(
                      "auto", RunnerSettings.Engine.AUTO,
                      "docker", RunnerSettings.Engine.DOCKER,
                      "process", RunnerSettings.Engine.PROCESS)));

  static final Setting<Map<String, String>> LAMBDA_IMAGES =
      new Setting<>(
          "lambda-images",
          "RUNTIME=IMAGE,...",
          "",
          "Images to use in place of AWS's, by runtime, such as `nodejs22.x=my/node:22`.",
          SettingValues::pairs);

  static final Setting<String> LAMBDA_IMAGE_PREFIX =
      new Setting<>(
          "lambda-image-prefix",
          "PREFIX",
          "public.ecr.aws/lambda",
          "Where AWS's base images come from.",
          SettingValues::text);

  static final Setting<String> LAMBDA_HOST =
      new Setting<>(
          "lambda-host",
          "ADDRESS",
          null,
          "Address under which containers reach Postern, if the one found does not work.",
          SettingValues::text);

  static final Setting<String> LAMBDA_BIND =
      new Setting<>(
          "lambda-bind",
          "ADDRESS",
          null,
          "Address on which Postern listens for containers, if the one found does not work.",
          SettingValues::text);

  static final Setting<String> DOCKER_HOST =
      new Setting<>(
          "docker-host",
          "URL",
          null,
          "Docker engine, if not DOCKER_HOST or unix:///var/run/docker.sock.",
          SettingValues::text);

  static final Setting<Duration> LAMBDA_IDLE =
      new Setting<>(
          "lambda-idle",
          "SECONDS",
          "600",
          "How long an unused function stays warm.",
          text -> Duration.ofSeconds(SettingValues.positive(text)));

  static final Setting<Integer> LAMBDA_MAX_SANDBOXES =
      new Setting<>(
          "lambda-max-sandboxes",
          "NUMBER",
          "1000",
          "Most function instances at once; more calls are throttled as AWS does.",
          SettingValues::positive);

  static final Setting<Path> WORK_FOLDER =
      new Setting<>(
          "work-folder",
          "FOLDER",
          null,
          "Where function code is unpacked; by default a temporary folder.",
          text -> Path.of(SettingValues.text(text)));

  /** In the order of the help. */
  static final List<Setting<?>> ALL =
      List.of(
          PORT,
          HOST,
          TLS_PORT,
          REGION,
          LIMITS,
          INVOKE_PERMISSION,
          CORS_ORIGINS,
          VPC_LINKS,
          BACKEND_CA,
          LOG,
          LOG_FOLDER,
          INSPECT,
          LAMBDA_ENGINE,
          LAMBDA_IMAGES,
          LAMBDA_IMAGE_PREFIX,
          LAMBDA_HOST,
          LAMBDA_BIND,
          DOCKER_HOST,
          LAMBDA_IDLE,
          LAMBDA_MAX_SANDBOXES,
          WORK_FOLDER);

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
      Function<Setting<?>, Optional<String>> values, Map<String, String> environment) {
    var reader = new Reader(values);
    int port = reader.value(PORT);
    return new Settings(
        reader.value(HOST),
        port,
        tlsPort(reader.value(TLS_PORT), port),
        reader.value(REGION),
        reader.value(LIMITS),
        reader.value(INVOKE_PERMISSION),
        reader.value(CORS_ORIGINS),
        reader.value(VPC_LINKS),
        reader.optional(BACKEND_CA).orElse(List.of()),
        reader.value(LOG),
        reader.optional(LOG_FOLDER),
        reader.value(INSPECT),
        reader.value(LAMBDA_ENGINE),
        reader.value(LAMBDA_IMAGES),
        reader.value(LAMBDA_IMAGE_PREFIX),
        reader.optional(LAMBDA_HOST),
        reader.optional(LAMBDA_BIND),
        reader.optional(DOCKER_HOST),
        reader.value(LAMBDA_IDLE),
        reader.value(LAMBDA_MAX_SANDBOXES),
        reader.optional(WORK_FOLDER),
        ServiceSettings.read(environment));
  }

  private record Reader(Function<Setting<?>, Optional<String>> values) {
    <T> T value(Setting<T> setting) {
      String text = values.apply(setting).orElse(setting.standard());
      if (text == null) {
        throw new IllegalStateException(setting.name() + " has no default");
      }
      return setting.parse(text);
    }

    <T> Optional<T> optional(Setting<T> setting) {
      return values.apply(setting).map(setting::parse);
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
