package dev.postern.control.sdkgen;

import dev.postern.control.state.RestApiContent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigateway.model.Method;

/**
 * A method of an API, for a generated client.
 *
 * @param path of the resource, such as {@code /pets/{petId}}
 */
record ApiMethod(String path, Method method) {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}+]+)\\+?}");

  /** Returns all methods by path, then by verb, except {@code ANY}, which AWS omits too. */
  static List<ApiMethod> of(RestApiContent content) {
    List<ApiMethod> methods = new ArrayList<>();
    content
        .paths()
        .forEach((path, id) -> {
          var byVerb = new TreeMap<>(content.resource(id).orElseThrow().resourceMethods());
          byVerb.remove("ANY");
          byVerb.values().forEach(method -> methods.add(new ApiMethod(path, method)));
        });
    return methods;
  }

  String verb() {
    return method.httpMethod();
  }

  /** Returns the variables of the path, including those the method does not declare. */
  List<String> pathParameters() {
    return variables(path);
  }

  /** Returns the variables of a path in order, including greedy ones. */
  static List<String> variables(String path) {
    return VARIABLE.matcher(path).results().map(match -> match.group(1)).distinct().toList();
  }

  List<String> headers() {
    return parameters("header");
  }

  List<String> queryParameters() {
    return parameters("querystring");
  }

  boolean isRequired(String location, String name) {
    return Boolean.TRUE.equals(
        method.requestParameters().get("method.request." + location + "." + name));
  }

  /** Returns the names of the required parameters, path parameters first. */
  Set<String> required() {
    Set<String> required = new LinkedHashSet<>(pathParameters());
    headers().stream().filter(name -> isRequired("header", name)).forEach(required::add);
    queryParameters().stream()
        .filter(name -> isRequired("querystring", name))
        .forEach(required::add);
    return required;
  }

  private List<String> parameters(String location) {
    String prefix = "method.request." + location + ".";
    return method.requestParameters().keySet().stream()
        .map(Objects::requireNonNull)
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .sorted()
        .toList();
  }
}
