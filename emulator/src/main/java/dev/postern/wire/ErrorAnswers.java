package dev.postern.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.WireErrors;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import dev.postern.http.MediaType;
import dev.postern.sdk.Tables;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Encodes errors as HTTP responses: the code in {@code x-amzn-ErrorType}, the text in the body.
 * Lambda adds the type ({@code User} or {@code Service}) and names the text's member as its model
 * does, {@code message} or {@code Message}.
 *
 * <p>Safe from any thread.
 */
final class ErrorAnswers {
  private static final String LAMBDA = "lambda";

  private final JsonFactory json = new JsonFactory();

  /** Lambda's modelled errors by code; read with Lambda's first error. */
  private final Map<String, Map<String, Shape>> shapes = new ConcurrentHashMap<>();

  /**
   * The body of a modelled error.
   *
   * @param type {@code User} or {@code Service}
   * @param textMember name of the member that contains the text
   */
  private record Shape(String type, String textMember) {}

  /**
   * Returns the response for an error.
   *
   * @param service the called service, or null if no operation was found
   */
  HttpResponse of(@Nullable String service, AwsException error) {
    Shape shape =
        LAMBDA.equals(service)
            ? shapes.computeIfAbsent(LAMBDA, _ -> lambdaShapes()).get(error.code())
            : null;
    return new HttpResponse(
        error.status(),
        Headers.of("Content-Type", MediaType.JSON, "x-amzn-ErrorType", error.code()),
        body(shape, error).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the response for a bug of Postern. */
  HttpResponse ofBug(@Nullable String service) {
    return of(
        service,
        LAMBDA.equals(service)
            ? WireErrors.lambdaServiceException()
            : WireErrors.internalFailure());
  }

  private String body(@Nullable Shape shape, AwsException error) {
    StringWriter body = new StringWriter();
    try (JsonGenerator generator = json.createGenerator(body)) {
      generator.writeStartObject();
      for (Map.Entry<String, String> member : error.members().entrySet()) {
        generator.writeStringField(member.getKey(), member.getValue());
      }
      if (shape != null) {
        generator.writeStringField("Type", shape.type());
      }
      generator.writeStringField(shape == null ? "message" : shape.textMember(), error.text());
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return body.toString();
  }

  private static Map<String, Shape> lambdaShapes() {
    Map<String, Shape> byCode = new HashMap<>();
    for (String[] row : Tables.rows("lambda-errors.tsv")) {
      byCode.put(row[0], new Shape(row[1], row[2]));
    }
    return byCode;
  }
}
