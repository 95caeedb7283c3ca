package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.Method;

/** OpenAPI 3.0 as API Gateway writes it. */
record OpenApi30Format() implements ExportFormat {
  @Override
  public String schemaPrefix() {
    return "#/components/schemas/";
  }

  @Override
  public void writeHead(ObjectNode document, ObjectNode info, String host, String stage) {
    document.put("openapi", "3.0.1").set("info", info);
    ObjectNode server = document.putArray("servers").addObject();
    server.put("url", "https://" + host + "/{basePath}");
    server.putObject("variables").putObject("basePath").put("default", stage);
  }

  @Override
  public void writeEndpoint(ObjectNode document, ObjectNode endpoint) {
    if (document.path("servers").path(0) instanceof ObjectNode server) {
      server.set("x-amazon-apigateway-endpoint-configuration", endpoint);
    }
  }

  @Override
  public void writeParts(ObjectNode document, ObjectNode securitySchemes, ObjectNode schemas) {
    ObjectNode components = document.putObject("components");
    if (!schemas.isEmpty()) {
      components.set("schemas", schemas);
    }
    if (!securitySchemes.isEmpty()) {
      components.set("securitySchemes", securitySchemes);
    }
  }

  @Override
  public ObjectNode parameter(String name, String in, boolean required) {
    ObjectNode parameter = Trees.object().put("name", name).put("in", in);
    if (required) {
      parameter.put("required", true);
    }
    parameter.putObject("schema").put("type", "string");
    return parameter;
  }

  @Override
  public void writeContentTypes(ObjectNode operation, Method method) {
    // Content types are the keys of bodies.
  }

  @Override
  public ObjectNode writeBody(ObjectNode operation, Map<String, String> models) {
    ObjectNode body = operation.putObject("requestBody");
    writeContent(body, models);
    return body.put("required", true);
  }

  @Override
  public ObjectNode response(
      String status, Collection<String> headers, Map<String, String> models) {
    ObjectNode response = Trees.object().put("description", status + " response");
    if (!headers.isEmpty()) {
      ObjectNode written = response.putObject("headers");
      headers.forEach(
          header -> written.putObject(header).putObject("schema").put("type", "string"));
    }
    writeContent(response, models);
    return response;
  }

  private void writeContent(ObjectNode holder, Map<String, String> models) {
    ObjectNode content = holder.putObject("content");
    models.forEach(
        (contentType, model) -> content.putObject(contentType).set("schema", reference(model)));
  }
}
