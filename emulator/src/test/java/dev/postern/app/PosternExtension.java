package dev.postern.app;

import dev.postern.testing.RawHttp;
import dev.postern.testing.SdkClients;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Provides tests with a running Postern: one for the whole run, with functions as plain processes.
 * Each test makes its own APIs.
 */
public final class PosternExtension implements ParameterResolver {
  private static final Map<Setting, String> SETTINGS =
      Map.of(
          Setting.PORT, "0",
          Setting.LAMBDA_ENGINE, "process",
          Setting.LOG, "warning",
          // All tests of a run together have more APIs than AWS's quota allows.
          Setting.LIMITS, "relaxed");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(PosternExtension.class))
        .computeIfAbsent(Running.class, _ -> start(SETTINGS), Running.class);
  }

  /** Starts a Postern for tests that change shared state; the caller closes it. */
  public static Running start(Map<Setting, String> settings) {
    return start(settings, Map.of());
  }

  /**
   * Starts another Postern with the AWS SDKs' variables; the caller closes it.
   *
   * @param environment such as {@code AWS_ENDPOINT_URL_SQS}
   */
  public static Running withEnvironment(Map<String, String> environment) {
    return start(SETTINGS, environment);
  }

  /**
   * Starts another Postern; the caller closes it.
   *
   * @param options by name, such as {@code vpc-links}
   */
  public static Running withOptions(Map<String, String> options) {
    Map<Setting, String> settings = new HashMap<>(SETTINGS);
    for (Setting setting : Setting.values()) {
      String name = setting.option().replaceFirst("^--", "");
      if (options.containsKey(name)) {
        settings.put(setting, options.get(name));
      }
    }
    return start(settings, Map.of());
  }

  /**
   * Starts another Postern; the caller closes it.
   *
   * @param chance decides which requests go to a canary
   */
  public static Running withCanaryChance(RandomGenerator chance) {
    return running(Postern.start(settings(SETTINGS, Map.of()), chance));
  }

  /**
   * Starts another Postern with the AWS SDKs' variables on a port that was free a moment ago; the
   * caller closes it.
   */
  public static Running withEnvironment(int port, Map<String, String> environment) {
    Map<Setting, String> settings = new HashMap<>(SETTINGS);
    settings.put(Setting.PORT, Integer.toString(port));
    return start(settings, environment);
  }

  private static Running start(Map<Setting, String> settings, Map<String, String> environment) {
    return running(Postern.start(settings(settings, environment)));
  }

  private static Settings settings(Map<Setting, String> settings, Map<String, String> environment) {
    return Settings.read(setting -> Optional.ofNullable(settings.get(setting)), environment);
  }

  private static Running running(Postern postern) {
    return new Running(postern, new SdkClients(URI.create(postern.endpoint())));
  }

  /** A Postern with clients. */
  public record Running(Postern postern, SdkClients clients) implements AutoCloseable {
    public RawHttp http() {
      return new RawHttp(postern.port());
    }

    /** Opens the HTTPS port, if {@code tls-port} is set, and returns it. */
    public int startTls() {
      return postern.startTls().join();
    }

    public String endpoint() {
      return postern.endpoint();
    }

    @Override
    public void close() {
      clients.close();
      postern.close();
    }
  }
}
