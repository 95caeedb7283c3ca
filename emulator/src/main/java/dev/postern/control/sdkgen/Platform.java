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
 * A platform that SDKs are made for, with the parameters it takes.
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
      Property.required("groupId", "Group ID", "Maven group of the project", Form.COORDINATE),
      Property.required(
          "invokerPackage", "Invoker package", "Package of the client's classes", Form.PACKAGE),
      Property.required(
          "artifactId", "Artifact ID", "Name of the jar, without its version", Form.COORDINATE),
      Property.required(
          "artifactVersion", "Artifact version", "Version of the jar", Form.COORDINATE)),
  JAVA(
      "java",
      "Java",
      "Client for Java programs",
      Property.required("service.name", "Service Name", "Name of the client class", Form.NAME),
      Property.required(
          "java.package-name",
          "Java Package Name",
          "Package of the client's classes",
          Form.PACKAGE),
      Property.optional(
          "java.build-system",
          "Java Build System",
          "Build file to make: maven or gradle; both by default",
          Form.BUILD_SYSTEM),
      Property.optional(
          "java.group-id",
          "Java Group Id",
          "Group of the project; by default the package name",
          Form.COORDINATE),
      Property.optional(
          "java.artifact-id",
          "Java Artifact Id",
          "Name of the jar, without its version; by default the service name",
          Form.COORDINATE),
      Property.optional(
              "java.artifact-version",
              "Java Artifact Version",
              "Version of the jar",
              Form.COORDINATE)
          .orElse("1.0-SNAPSHOT"),
      Property.optional(
          "java.license-text",
          "Source Code License Text",
          "License to put at the head of each source file",
          Form.TEXT)),
  JAVASCRIPT("javascript", "JavaScript", "Client for browsers and Node.js"),
  OBJECTIVEC(
      "objectivec",
      "iOS (Objective-C)",
      "Client for iOS apps in Objective-C",
      Property.required("classPrefix", "Prefix", "What class names begin with", Form.NAME)),
  RUBY(
      "ruby",
      "Ruby",
      "Client for Ruby programs",
      Property.required("service.name", "Service Name", "Name of the gem's module", Form.LETTERS),
      Property.optional(
          "ruby.gem-name",
          "Ruby Gem Name",
          "Name of the gem; by default the service name in lower case and -sdk",
          Form.COORDINATE),
      Property.optional(
              "ruby.gem-version", "Ruby Gem Version", "Version of the gem", Form.COORDINATE)
          .orElse("1.0.0")),
  SWIFT(
      "swift",
      "iOS (Swift)",
      "Client for iOS apps in Swift",
      Property.required("classPrefix", "Prefix", "What class names begin with", Form.NAME));

  private final String id;
  private final String friendlyName;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of, of records
  private final List<Property> properties;

  Platform(String id, String friendlyName, String description, Property... properties) {
    this.id = id;
    this.friendlyName = friendlyName;
    this.description = description;
    this.properties = List.of(properties);
  }

  /** AWS's name for it: {@code objectivec}. */
  public String id() {
    return id;
  }

  public static Optional<Platform> of(String id) {
    return Arrays.stream(values()).filter(platform -> platform.id.equals(id)).findFirst();
  }

  /** As GetSdkType shows it. */
  public SdkType type() {
    return SdkType.builder()
        .id(id)
        .friendlyName(friendlyName)
        .description(description)
        .configurationProperties(properties.stream().map(Property::shown).toList())
        .build();
  }

  /**
   * Reads the parameters that were sent; those the platform does not know do no harm.
   *
   * @return values by the name in GetSdkTypes, defaults filled in, absent ones left out
   * @throws dev.postern.aws.error.AwsException 400 when one is missing or of the wrong form
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
      if (value != null && !property.form().fits(value)) {
        throw SdkErrors.invalidParameter(property.names().getLast(), property.form().rule());
      }
    }
    return values;
  }
}
