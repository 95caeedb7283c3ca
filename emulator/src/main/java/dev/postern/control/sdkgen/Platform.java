package dev.postern.control.sdkgen;

import dev.postern.aws.error.SdkErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.model.SdkType;

/**
 * A platform of SDKs, with its parameters.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_GetSdk.html">GetSdk</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-generate-sdk.html">
 *     Generate SDKs for REST APIs in API Gateway</a>
 */
public enum Platform {
  ANDROID(
      "android",
      "Android",
      "Client for Android apps",
      Property.required(
          "groupId", "Group ID", "Maven group of the project", ParameterFormat.COORDINATE),
      Property.required(
          "invokerPackage",
          "Invoker package",
          "Package of the client's classes",
          ParameterFormat.PACKAGE),
      Property.required(
          "artifactId",
          "Artifact ID",
          "Name of the jar, without its version",
          ParameterFormat.COORDINATE),
      Property.required(
          "artifactVersion", "Artifact version", "Version of the jar", ParameterFormat.COORDINATE)),
  JAVA(
      "java",
      "Java",
      "Client for Java programs",
      Property.required(
          "service.name", "Service Name", "Name of the client class", ParameterFormat.NAME),
      Property.required(
          "java.package-name",
          "Java Package Name",
          "Package of the client's classes",
          ParameterFormat.PACKAGE),
      Property.optional(
          "java.build-system",
          "Java Build System",
          "Build file to make: maven or gradle; both by default",
          ParameterFormat.BUILD_SYSTEM),
      Property.optional(
          "java.group-id",
          "Java Group Id",
          "Group of the project; by default the package name",
          ParameterFormat.COORDINATE),
      Property.optional(
          "java.artifact-id",
          "Java Artifact Id",
          "Name of the jar, without its version; by default the service name",
          ParameterFormat.COORDINATE),
      Property.optional(
              "java.artifact-version",
              "Java Artifact Version",
              "Version of the jar",
              ParameterFormat.COORDINATE)
          .orElse("1.0-SNAPSHOT"),
      Property.optional(
          "java.license-text",
          "Source Code License Text",
          "License to put at the head of each source file",
          ParameterFormat.TEXT)),
  JAVASCRIPT("javascript", "JavaScript", "Client for browsers and Node.js"),
  OBJECTIVEC(
      "objectivec",
      "iOS (Objective-C)",
      "Client for iOS apps in Objective-C",
      Property.required(
          "classPrefix", "Prefix", "What class names begin with", ParameterFormat.NAME)),
  RUBY(
      "ruby",
      "Ruby",
      "Client for Ruby programs",
      Property.required(
          "service.name", "Service Name", "Name of the gem's module", ParameterFormat.LETTERS),
      Property.optional(
          "ruby.gem-name",
          "Ruby Gem Name",
          "Name of the gem; by default the service name in lower case and -sdk",
          ParameterFormat.COORDINATE),
      Property.optional(
              "ruby.gem-version",
              "Ruby Gem Version",
              "Version of the gem",
              ParameterFormat.COORDINATE)
          .orElse("1.0.0")),
  SWIFT(
      "swift",
      "iOS (Swift)",
      "Client for iOS apps in Swift",
      Property.required(
          "classPrefix", "Prefix", "What class names begin with", ParameterFormat.NAME));

  private final String id;
  private final String friendlyName;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // an immutable list of records
  private final List<Property> properties;

  Platform(String id, String friendlyName, String description, Property... properties) {
    this.id = id;
    this.friendlyName = friendlyName;
    this.description = description;
    this.properties = List.of(properties);
  }

  /** Returns AWS's name of the platform, such as {@code objectivec}. */
  public String id() {
    return id;
  }

  public static Optional<Platform> of(String id) {
    return Arrays.stream(values()).filter(platform -> platform.id.equals(id)).findFirst();
  }

  /** Returns the platform as GetSdkType returns it. */
  public SdkType type() {
    return SdkType.builder()
        .id(id)
        .friendlyName(friendlyName)
        .description(description)
        .configurationProperties(properties.stream().map(Property::shown).toList())
        .build();
  }

  /**
   * Validates the parameters sent. Ignores unknown parameters.
   *
   * @return values by the name in GetSdkTypes, including defaults; absent parameters are omitted
   * @throws dev.postern.aws.error.AwsException 400 if a parameter is missing or has the wrong
   *     format
   */
  Map<String, String> read(Map<String, String> sent) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (Property property : properties) {
      Optional<String> value =
          property.names().stream()
              .map(sent::get)
              .filter(text -> text != null && !text.isBlank())
              .findFirst()
              .or(() -> Optional.ofNullable(property.defaultValue()));
      value.ifPresent(text -> values.put(property.name(), text));
      if (value.isEmpty() && property.required()) {
        missing.add(property.names().getLast());
      }
    }
    if (!missing.isEmpty()) {
      throw SdkErrors.missingParameters(missing);
    }
    for (Property property : properties) {
      String value = values.get(property.name());
      if (value != null && !property.format().matches(value)) {
        throw SdkErrors.invalidParameter(property.names().getLast(), property.format().rule());
      }
    }
    return values;
  }
}
