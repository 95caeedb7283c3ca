package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.Method;

/** Swagger 2.0 as API Gateway writes it. */
record SwaggerFormat() implements ExportFormat {
  @Override
  public String schemaPrefix() {
    return "#/definitions/";
  }

  @Override
  public void writeHead(ObjectNode document, ObjectNode info, String host, String stage) {
    document.put("swagger", "2.0").set("info", info);
    document.put("host", host).put("basePath", "/" + stage).putArray("schemes").add("https");
  }

  @Override
  public void writeEndpoint(ObjectNode document, ObjectNode endpoint) {
    document.set("x-amazon-apigateway-endpoint-configuration", endpoint);
  }

  @Override
  public void writeParts(ObjectNode document, ObjectNode securitySchemes, ObjectNode schemas) {
    if (!securitySchemes.isEmpty()) {
      document.set("securityDefinitions", securitySchemes);
    }
    if (!schemas.isEmpty()) {
      document.set("definitions", schemas);
    }
  }

  @Override
  public ObjectNode parameter(String name, String in, boolean required) {
    return Trees.object()
        .put("name", name)
        .put("in", in)
        .put("required", required)
        .put("type", "string");
  }

  @Override
  public void writeContentTypes(ObjectNode operation, Method method) {
    Integration integration = method.methodIntegration();
    writeTypes(
        operation,
        "consumes",
        method.requestModels().keySet().stream(),
        integration == null ? Stream.of() : integration.requestTemplates().keySet().stream());
    writeTypes(
        operation,
        "produces",
        method.methodResponses().values().stream()
            .flatMap(response -> response.responseModels().keySet().stream()),
        integration == null
            ? Stream.of()
            : integration.integrationResponses().values().stream()
                .flatMap(response -> response.responseTemplates().keySet().stream()));
  }

  @Override
  public ObjectNode writeBody(ObjectNode operation, Map<String, String> models) {
    String model = ExportFormat.jsonModel(models).orElseThrow();
    ObjectNode body = operation.withArrayProperty("parameters").addObject();
    body.put("in", "body").put("name", model).put("required", true).set("schema", reference(model));
    return body;
  }

  private static void writeTypes(
      ObjectNode operation, String member, Stream<String> models, Stream<String> templates) {
    Set<String> types = new TreeSet<>(Stream.concat(models, templates).toList());
    if (!types.isEmpty()) {
      types.forEach(operation.putArray(member)::add);
    }
  }

  @Override
  public ObjectNode response(
      String status, Collection<String> headers, Map<String, String> models) {
    ObjectNode response = Trees.object().put("description", status + " response");
    ExportFormat.jsonModel(models).ifPresent(model -> response.set("schema", reference(model)));
    if (!headers.isEmpty()) {
      ObjectNode written = response.putObject("headers");
      headers.forEach(header -> written.putObject(header).put("type", "string"));
    }
    return response;
  }
}
