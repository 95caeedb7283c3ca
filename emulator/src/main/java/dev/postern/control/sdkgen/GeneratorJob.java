package dev.postern.control.sdkgen;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What openapi-generator is asked for.
 *
 * @param generator its name for the platform
 * @param clientName of the class that has the API's methods
 * @param clientSuffix what the generator appends to that name; {@code _} appends nothing
 * @param options of the generator, all as texts: some of its generators take nothing else
 * @param folder that the zip unpacks into
 * @param leftOut files, or folders, that the zip leaves out
 * @param licenseText put at the head of source files; null for none
 */
record GeneratorJob(
    String generator,
    String clientName,
    String clientSuffix,
    Map<String, String> options,
    String folder,
    Set<String> leftOut,
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
    leftOut = Set.copyOf(leftOut);
  }

  /**
   * The job for a platform.
   *
   * @param parameters as {@link Platform#read} gives them
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

  /** With OkHttp, the one library for which the generator knows how to sign requests. */
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
    Set<String> leftOut =
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
        leftOut,
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
