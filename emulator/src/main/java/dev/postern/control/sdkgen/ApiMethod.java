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
 * A method of an API as its callers see it.
 *
 * @param path of the resource, such as {@code /pets/{petId}}
 */
record ApiMethod(String path, Method method) {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}+]+)\\+?}");

  /** All methods but those of any verb, for which AWS makes none; by path, then by verb. */
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

  /** The variables of the path, whether the method names them as parameters or not. */
  List<String> pathParameters() {
    return variables(path);
  }

  /** The variables of a path, greedy ones too, in their order. */
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

  /** Names of the parameters a caller has to give, those of the path first. */
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
