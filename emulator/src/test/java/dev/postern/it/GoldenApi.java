package dev.postern.it;

import dev.postern.app.PosternExtension.Running;
import dev.postern.testing.GoldenText;
import dev.postern.testing.GoldenText.Section;
import dev.postern.testing.TestApi;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/**
 * The API that the sections of a golden file describe, made by the SDK and deployed as {@code dev}.
 */
final class GoldenApi {
  private static final String ARROW = " <- ";

  private final ApiGatewayClient rest;
  private final TestApi api;
  private final Map<String, String> variables = new LinkedHashMap<>();

  private GoldenApi(Running postern) {
    this.rest = postern.clients().rest();
    // The recorded exchanges are the gateway's own, without CloudFront before it.
    this.api =
        TestApi.create(
            rest,
            postern.http(),
            r -> r.endpointConfiguration(e -> e.types(EndpointType.REGIONAL)));
  }

  /**
   * Makes it.
   *
   * @param backend URL for <code>{backend}</code>
   */
  static TestApi create(Running postern, GoldenText file, String backend) {
    GoldenApi made = new GoldenApi(postern);
    for (Section section : file.sections()) {
      made.add(
          section.name(),
          section.text().replace("{backend}", backend).replace("{api}", made.api.id()));
    }
    made.api.deploy("dev", made.variables);
    return made.api;
  }

  /** What is left of the arrow in <code>header.X &lt;- source</code>. */
  static String target(String mapping) {
    return mapping.substring(0, mapping.indexOf(ARROW));
  }

  /** What is right of the arrow. */
  static String source(String mapping) {
    return mapping.substring(mapping.indexOf(ARROW) + ARROW.length());
  }

  private void add(String name, String text) {
    String[] words = name.split(" ", 3);
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
      case "backend", "request", "received", "answer" -> {
        // The exchanges read these.
      }
      default -> throw new IllegalArgumentException("unknown section " + name);
    }
  }

  private void setting(String name, String value) {
    PatchOperation patch =
        PatchOperation.builder().op(Op.REPLACE).path("/" + name).value(value).build();
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
