package dev.postern.control.sdkgen;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.SdkConfigurationProperty;

/**
 * A parameter that GetSdk takes for a platform.
 *
 * @param name as GetSdkTypes lists it, such as {@code java.package-name}
 * @param defaultValue null when there is none, or it depends on other parameters
 */
record Property(
    String name,
    String friendlyName,
    String description,
    boolean required,
    @Nullable String defaultValue,
    Form form) {

  static Property required(String name, String friendlyName, String description, Form form) {
    return new Property(name, friendlyName, description, true, null, form);
  }

  static Property optional(String name, String friendlyName, String description, Form form) {
    return new Property(name, friendlyName, description, false, null, form);
  }

  Property orElse(String value) {
    return new Property(name, friendlyName, description, required, value, form);
  }

  /**
   * The names under which GetSdk takes it: AWS's guide has {@code service.name}, its API reference
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
