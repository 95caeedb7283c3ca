package dev.postern.execute.rest;

import dev.postern.execute.Exchange;
import dev.postern.execute.IntegrationRequest;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.mapping.BinaryMediaTypes;
import java.io.IOException;
import java.util.Base64;

/**
 * A phase that builds the event of a Lambda proxy integration. All keys are present; absent values
 * are null.
 *
 * @param binary media types whose bodies are encoded in base64
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">
 *     Lambda proxy integrations in API Gateway</a>
 */
public record BuildProxyEvent(BinaryMediaTypes binary) implements Phase {
  @Override
  public Step apply(Exchange exchange) {
    byte[] event =
        EventWriter.event(
            exchange,
            true,
            writer -> {
              writer.writeRequest();
              writeBody(writer, exchange.request());
            });
    exchange.integrationRequest(new IntegrationRequest("POST", "", Headers.empty(), event));
    return Step.NEXT;
  }

  private void writeBody(EventWriter event, HttpRequest request) throws IOException {
    String contentType = request.headers().get("Content-Type");
    boolean base64 = request.body().length > 0 && binary.matches(contentType);
    if (base64) {
      event.json().writeStringField("body", Base64.getEncoder().encodeToString(request.body()));
    } else {
      event.writeNullable("body", request.body().length == 0 ? null : request.bodyText());
    }
    event.json().writeBooleanField("isBase64Encoded", base64);
  }
}
