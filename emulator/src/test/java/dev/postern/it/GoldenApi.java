package dev.postern.it;

import dev.postern.app.PosternExtension.Running;
import dev.postern.testing.GoldenText;
import dev.postern.testing.GoldenText.Section;
import dev.postern.testing.NodeFunction;
import dev.postern.testing.TestApi;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/**
 * The API that the sections of a golden file describe. Created by the SDK and deployed as {@code
 * dev}.
 */
final class GoldenApi {
  private static final String ARROW = " <- ";

  private final ApiGatewayClient rest;
  private final TestApi api;
  private final String function;
  private final String backend;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Map<String, String> canary = new LinkedHashMap<>();

  private GoldenApi(Running postern, String function, String backend) {
    this.rest = postern.clients().rest();
    this.function = function;
    this.backend = backend;
    // The recorded exchanges are those of the gateway without CloudFront.
    this.api =
        TestApi.create(
            rest,
            postern.http(),
            r -> r.endpointConfiguration(e -> e.types(EndpointType.REGIONAL)));
  }

  /**
   * Creates the API.
   *
   * @param backend URL for <code>{backend}</code>
   */
  static TestApi create(Running postern, GoldenText file, String backend) {
    GoldenApi made = new GoldenApi(postern, function(postern, file), backend);
    file.sections().forEach(made::add);
    made.deploy();
    return made.api;
  }

  /** Returns the function's invocation URI; files without a function do not use it. */
  private static String function(Running postern, GoldenText file) {
    return file.sections().stream()
        .filter(section -> section.name().equals("function"))
        .findFirst()
        .map(section -> NodeFunction.create(postern.clients().lambda(), section.text()))
        .orElse("{function}");
  }

  /** Returns the text to the left of the arrow in <code>header.X &lt;- source</code>. */
  static String target(String mapping) {
    return mapping.substring(0, mapping.indexOf(ARROW));
  }

  /** Returns the text to the right of the arrow. */
  static String source(String mapping) {
    return mapping.substring(mapping.indexOf(ARROW) + ARROW.length());
  }

  private void add(Section section) {
    String[] words = section.name().split(" ", 3);
    String text =
        section
            .text()
            .replace("{backend}", backend)
            .replace("{api}", api.id())
            .replace("{function}", function);
    switch (words[0]) {
      case "model" ->
          rest.createModel(r ->
              r.restApiId(api.id()).name(words[1]).contentType("application/json").schema(text));
      case "method" -> {
        GoldenMethod method = new GoldenMethod(words[1], words[2]);
        eachLine(text, method::line);
        method.put(rest, api);
      }
      case "gateway" -> gatewayResponse(words[2], text);
      case "settings" -> eachLine(text, this::setting);
      case "variables" -> eachLine(text, variables::put);
      case "canary" -> eachLine(text, canary::put);
      case "function", "backend", "request", "received", "answer", "test", "log" -> {
        // Created earlier, or read by the exchanges.
      }
      default -> throw new IllegalArgumentException("unknown section " + section.name());
    }
  }

  private void deploy() {
    api.deploy("dev", variables);
    if (!canary.isEmpty()) {
      rest.createDeployment(r ->
          r.restApiId(api.id())
              .stageName("dev")
              .canarySettings(c -> c.percentTraffic(100.0).stageVariableOverrides(canary)));
    }
  }

  private void setting(String name, String value) {
    if (name.equals("binaryMediaTypes")) {
      for (String type : value.split(" ", -1)) {
        patch(Op.ADD, name + "/" + type.replace("/", "~1"), null);
      }
      return;
    }
    patch(Op.REPLACE, name, value);
  }

  private void patch(Op op, String path, @Nullable String value) {
    PatchOperation patch = PatchOperation.builder().op(op).path("/" + path).value(value).build();
    rest.updateRestApi(r -> r.restApiId(api.id()).patchOperations(patch));
  }

  private void gatewayResponse(String type, String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    Map<String, String> templates = new LinkedHashMap<>();
    String[] status = new String[1];
    eachLine(
        text,
        (key, value) -> {
          switch (key) {
            case "status" -> status[0] = value;
            case "header" ->
                parameters.put("gatewayresponse.header." + target(value), source(value));
            case "template" -> {
              int space = value.indexOf(' ');
              templates.put(value.substring(0, space), value.substring(space + 1));
            }
            default -> throw new IllegalArgumentException("unknown setting " + key);
          }
        });
    rest.putGatewayResponse(r ->
        r.restApiId(api.id())
            .responseType(type)
            .statusCode(status[0])
            .responseParameters(parameters)
            .responseTemplates(templates));
  }

  private static void eachLine(String text, BiConsumer<String, String> keyAndValue) {
    text.lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> {
          int colon = line.indexOf(": ");
          keyAndValue.accept(line.substring(0, colon), line.substring(colon + 2));
        });
  }
}
