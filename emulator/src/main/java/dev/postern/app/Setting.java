package dev.postern.app;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings, in the order of the help. Each is an option of the command line and an environment
 * variable of the same name: {@code TLS_PORT} is {@code --tls-port} and {@code POSTERN_TLS_PORT}.
 */
enum Setting {
  PORT("PORT", "4566", "Port for HTTP: control plane and APIs; 0 takes a free one."),
  HOST("ADDRESS", "127.0.0.1", "Address to listen on; 0.0.0.0 lets other machines in."),
  TLS_PORT(
      "PORT",
      "next",
      "Port for HTTPS with a self-made certificate; `next` is the one after the HTTP port, `off` "
          + "none."),
  REGION("REGION", "us-east-1", "Region of calls that are not signed."),
  LIMITS("KIND", "aws", "`aws` keeps AWS's quotas, `relaxed` lifts them."),
  ACCOUNT_THROTTLE(
      "KIND",
      "off",
      "`aws` allows an account 10,000 requests per second in a region, and 5,000 at once, as AWS "
          + "does; `off` allows any number."),
  INVOKE_PERMISSION(
      "KIND",
      "checked",
      "`checked` calls a function only if its policy lets the API, as AWS does; `off` always "
          + "calls it."),
  CORS_ORIGINS(
      "ORIGIN,...",
      "",
      "Origins of web pages that may call the control plane, beside those served from this "
          + "machine."),
  UPSTREAM(
      "URL",
      null,
      "Server that gets requests to all AWS services that Postern is not, and that integrations "
          + "with them reach, unless `AWS_ENDPOINT_URL_{SERVICE}` names another."),
  VPC_LINKS(
      "TARGET=ADDRESS,...",
      "",
      "Where the load balancers behind VPC links are: by load balancer or listener ARN, or by the "
          + "link's id, a HOST:PORT (spoken to as the integration's URI says) or a URL."),
  BACKEND_CA(
      "FILE",
      null,
      "Certificates (PEM) of authorities that HTTPS backends may have beside those the JDK knows."),
  LOG(
      "LEVEL",
      "info",
      "`error`, `warning`, `info`, or `debug`, which shows each phase of a request."),
  LOG_FOLDER(
      "FOLDER",
      null,
      "Where the logs of APIs and functions are written to, a file for each log group."),
  INSPECT("NUMBER", "100", "How many of the last requests are kept to be looked at; 0 keeps none."),
  LAMBDA_ENGINE(
      "ENGINE",
      "auto",
      "`docker` runs functions in containers, `process` as plain processes, `auto` in containers "
          + "where a Docker engine answers."),
  LAMBDA_IMAGES(
      "RUNTIME=IMAGE,...",
      "",
      "Images to use in place of AWS's, by runtime, such as `nodejs22.x=my/node:22`."),
  LAMBDA_IMAGE_PREFIX("PREFIX", "public.ecr.aws/lambda", "Where AWS's base images come from."),
  LAMBDA_HOST(
      "ADDRESS",
      null,
      "Address under which containers reach Postern, if the one found does not work."),
  LAMBDA_BIND(
      "ADDRESS",
      null,
      "Address on which Postern listens for containers, if the one found does not work."),
  DOCKER_HOST("URL", null, "Docker engine, if not DOCKER_HOST or unix:///var/run/docker.sock."),
  LAMBDA_IDLE("SECONDS", "600", "How long an unused function stays warm."),
  LAMBDA_MAX_SANDBOXES(
      "NUMBER", "1000", "Most function instances at once; more calls are throttled as AWS does."),
  WORK_FOLDER("FOLDER", null, "Where function code is unpacked; by default a temporary folder.");

  private final String value;
  private final @Nullable String standard;
  private final String description;

  /**
   * Defines a setting.
   *
   * @param value what the value stands for in the help
   * @param standard the default as text; null when there is none
   * @param description one sentence
   */
  Setting(String value, @Nullable String standard, String description) {
    this.value = value;
    this.standard = standard;
    this.description = description;
  }

  String option() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String variable() {
    return "POSTERN_" + name();
  }

  String value() {
    return value;
  }

  @Nullable String standard() {
    return standard;
  }

  String description() {
    return description;
  }

  /**
   * Parses a value.
   *
   * @param parser throws IllegalArgumentException whose message says what a value must be
   * @throws WrongSetting one line that names the setting
   */
  <T> T parse(String text, Function<String, T> parser) {
    try {
      return parser.apply(text.strip());
    } catch (IllegalArgumentException e) {
      throw new WrongSetting(
          "%s (%s): \"%s\" %s".formatted(variable(), option(), text, e.getMessage()));
    }
  }

  /** A setting has a value it cannot have; the message is for the user. */
  static final class WrongSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongSetting(String message) {
      super(message);
    }
  }
}
