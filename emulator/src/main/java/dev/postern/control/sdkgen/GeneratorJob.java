package dev.postern.control.sdkgen;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one run of openapi-generator.
 *
 * @param generator name of the generator for the platform
 * @param clientName name of the class with the API's methods
 * @param clientSuffix suffix that the generator appends to that name; {@code _} appends nothing
 * @param options options of the generator, all as texts, because some generators accept only texts
 * @param folder top folder in the zip
 * @param excluded files and folders that the zip omits
 * @param licenseText comment at the start of source files, or null for none
 */
record GeneratorJob(
    String generator,
    String clientName,
    String clientSuffix,
    Map<String, String> options,
    String folder,
    Set<String> excluded,
    @Nullable String licenseText) {

  private static final String FOLDER = "generated-code";
  private static final String NO_SUFFIX = "_";
  private static final String SUFFIX = "Client";
  private static final Set<String> MAVEN = Set.of("pom.xml");
  private static final Set<String> GRADLE =
      Set.of(
          "build.gradle",
          "gradle",
          "gradle.properties",
          "gradlew",
          "gradlew.bat",
          "settings.gradle");

  GeneratorJob {
    options = Map.copyOf(options);
    excluded = Set.copyOf(excluded);
  }

  /**
   * Returns the job for a platform.
   *
   * @param parameters as returned by {@link Platform#read}
   */
  static GeneratorJob of(Platform platform, Map<String, String> parameters, String apiName) {
    String client = MethodNames.className(apiName, "Api");
    return switch (platform) {
      case ANDROID -> android(parameters, client);
      case JAVA -> java(parameters);
      case OBJECTIVEC ->
          job(
              "objc",
              client,
              Map.of(
                  "classPrefix",
                  value(parameters, "classPrefix"),
                  "podName",
                  value(parameters, "classPrefix") + client));
      case RUBY -> ruby(parameters);
      case SWIFT ->
          job(
              "swift6",
              client,
              Map.of(
                  "projectName",
                  value(parameters, "classPrefix") + client,
                  "apiNamePrefix",
                  value(parameters, "classPrefix"),
                  "modelNamePrefix",
                  value(parameters, "classPrefix")));
      case JAVASCRIPT -> throw new IllegalArgumentException("javascript needs no generator");
    };
  }

  private static GeneratorJob job(String generator, String client, Map<String, String> options) {
    return new GeneratorJob(generator, client, SUFFIX, options, FOLDER, Set.of(), null);
  }

  private static GeneratorJob android(Map<String, String> parameters, String client) {
    return job(
        "android",
        client,
        Map.of(
            "groupId", value(parameters, "groupId"),
            "artifactId", value(parameters, "artifactId"),
            "artifactVersion", value(parameters, "artifactVersion"),
            "invokerPackage", value(parameters, "invokerPackage"),
            "apiPackage", value(parameters, "invokerPackage"),
            "modelPackage", value(parameters, "invokerPackage") + ".model"));
  }

  /** Returns the job for Java. Uses OkHttp, the only library with request signing. */
  private static GeneratorJob java(Map<String, String> parameters) {
    String service = value(parameters, "service.name");
    String packageName = value(parameters, "java.package-name");
    Map<String, String> options = new LinkedHashMap<>();
    options.put("library", "okhttp-gson");
    options.put("withAWSV4Signature", "true");
    options.put("invokerPackage", packageName);
    options.put("apiPackage", packageName);
    options.put("modelPackage", packageName + ".model");
    options.put("groupId", parameters.getOrDefault("java.group-id", packageName));
    options.put("artifactId", parameters.getOrDefault("java.artifact-id", service));
    options.put("artifactVersion", value(parameters, "java.artifact-version"));
    options.put("openApiNullable", "false");
    options.put("useJakartaEe", "true");
    Set<String> excluded =
        switch (parameters.get("java.build-system")) {
          case "maven" -> GRADLE;
          case "gradle" -> MAVEN;
          case null, default -> Set.of();
        };
    return new GeneratorJob(
        "java",
        MethodNames.className(service, service),
        NO_SUFFIX,
        options,
        FOLDER,
        excluded,
        parameters.get("java.license-text"));
  }

  private static GeneratorJob ruby(Map<String, String> parameters) {
    String service = value(parameters, "service.name");
    String gem =
        parameters.getOrDefault("ruby.gem-name", service.toLowerCase(Locale.ROOT) + "-sdk");
    Map<String, String> options =
        Map.of(
            "moduleName", MethodNames.capitalized(service),
            "gemName", gem,
            "gemVersion", value(parameters, "ruby.gem-version"));
    return new GeneratorJob("ruby", SUFFIX, NO_SUFFIX, options, gem, Set.of(), null);
  }

  private static String value(Map<String, String> parameters, String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }
}
