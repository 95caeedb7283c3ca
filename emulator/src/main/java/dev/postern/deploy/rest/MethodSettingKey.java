package dev.postern.deploy.rest;

/** The keys of a stage's method settings: {@code pets/GET}, {@code /GET} for the root. */
final class MethodSettingKey {
  /** The key of the settings for all methods. */
  static final String ALL = "*/*";

  private MethodSettingKey() {}

  /**
   * Returns the key of a method.
   *
   * @param path template of the resource, such as {@code /pets}; empty for requests that no
   *     resource serves
   */
  static String of(String path, String verb) {
    return (path.startsWith("/") ? path.substring(1) : path) + "/" + verb;
  }
}
