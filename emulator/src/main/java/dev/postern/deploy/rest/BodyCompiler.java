package dev.postern.deploy.rest;

import dev.postern.execute.integration.ParameterMappings.Mapped;
import dev.postern.execute.integration.RequestBody;
import dev.postern.execute.integration.ResponseBody;
import dev.postern.execute.phase.MapIntegrationResponse.Entry;
import dev.postern.mapping.BinaryMediaTypes;
import dev.postern.mapping.ContentHandling;
import dev.postern.mapping.IntegrationResponseSelector;
import dev.postern.mapping.MappingExpression;
import dev.postern.mapping.PassthroughBehavior;
import dev.postern.mapping.TemplateLibrary;
import dev.postern.mapping.Templates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.Method;

/** A compiler of the request and response bodies of non-proxy integrations. */
final class BodyCompiler {
  private static final String RESPONSE_HEADER = "method.response.header.";

  private BodyCompiler() {}

  static RequestBody request(
      Integration integration, BinaryMediaTypes binary, TemplateLibrary library) {
    String passthrough = integration.passthroughBehavior();
    return new RequestBody(
        templates(integration.requestTemplates(), library),
        passthrough == null
            ? PassthroughBehavior.WHEN_NO_MATCH
            : PassthroughBehavior.valueOf(passthrough),
        binary,
        handling(integration.contentHandlingAsString()));
  }

  static IntegrationResponseSelector<Entry> responses(
      Method method, Integration integration, BinaryMediaTypes binary, TemplateLibrary library) {
    List<IntegrationResponseSelector.Entry<Entry>> entries = new ArrayList<>();
    for (IntegrationResponse response : integration.integrationResponses().values()) {
      entries.add(
          new IntegrationResponseSelector.Entry<>(
              response.selectionPattern(),
              Integer.parseInt(response.statusCode()),
              entry(method, response, binary, library)));
    }
    return IntegrationResponseSelector.of(entries);
  }

  /** Returns the response body of a proxy integration, which has no templates. */
  static ResponseBody passing(BinaryMediaTypes binary) {
    return new ResponseBody(Templates.compile(Map.of()), binary, ContentHandling.NONE);
  }

  private static Entry entry(
      Method method,
      IntegrationResponse response,
      BinaryMediaTypes binary,
      TemplateLibrary library) {
    List<Mapped> headers = new ArrayList<>();
    response
        .responseParameters()
        .forEach((key, source) ->
            headers.add(
                new Mapped(
                    key.substring(RESPONSE_HEADER.length()), MappingExpression.compile(source))));
    return new Entry(
        Integer.parseInt(response.statusCode()),
        response.selectionPattern() == null ? "" : response.selectionPattern(),
        method.methodResponses().containsKey(response.statusCode()),
        headers,
        new ResponseBody(
            templates(response.responseTemplates(), library),
            binary,
            handling(response.contentHandlingAsString())));
  }

  /** Compiles templates. A null text, AWS's form of an empty template, passes the body unmapped. */
  private static Templates templates(Map<String, String> sources, TemplateLibrary library) {
    Map<String, String> present = new LinkedHashMap<>();
    sources.forEach((type, source) -> present.put(type, source == null ? "" : source));
    return Templates.compile(present, library);
  }

  private static ContentHandling handling(@Nullable String contentHandling) {
    return contentHandling == null
        ? ContentHandling.NONE
        : ContentHandling.valueOf(contentHandling);
  }
}
