package dev.postern.control.sdkgen;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.SdkConfigurationProperty;

/**
 * A parameter of GetSdk for a platform.
 *
 * @param name as GetSdkTypes lists it, such as {@code java.package-name}
 * @param defaultValue null if there is none, or it depends on other parameters
 */
record Property(
    String name,
    String friendlyName,
    String description,
    boolean required,
    @Nullable String defaultValue,
    ParameterFormat format) {

  static Property required(
      String name, String friendlyName, String description, ParameterFormat format) {
    return new Property(name, friendlyName, description, true, null, format);
  }

  static Property optional(
      String name, String friendlyName, String description, ParameterFormat format) {
    return new Property(name, friendlyName, description, false, null, format);
  }

  Property orElse(String value) {
    return new Property(name, friendlyName, description, required, value, format);
  }

  /**
   * Returns the names that GetSdk accepts. AWS's guide has {@code service.name}, its API reference
   * {@code serviceName}.
   */
  List<String> names() {
    return name.matches("\\w+") ? List.of(name) : List.of(name, camelCase());
  }

  private String camelCase() {
    List<String> words = new ArrayList<>(List.of(name.split("[.-]")));
    for (int i = 1; i < words.size(); i++) {
      words.set(i, MethodNames.capitalized(words.get(i)));
    }
    return String.join("", words);
  }

  SdkConfigurationProperty shown() {
    return SdkConfigurationProperty.builder()
        .name(name)
        .friendlyName(friendlyName)
        .description(description)
        .required(required)
        .defaultValue(defaultValue)
        .build();
  }
}
