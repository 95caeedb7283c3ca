package dev.postern.sdk;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.postern.aws.error.WireErrors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Reads and writes AWS's JSON of SDK model classes by their field metadata: names are wire names,
 * and only members of the body are included.
 *
 * <p>Safe from any thread.
 */
public final class JsonCodec {
  /** Has no maximum string length: a deployment package is one base64 string. */
  private final JsonFactory json =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  /**
   * Reads an object into a builder.
   *
   * @param builder an SDK builder, such as {@code RestApi.builder()}
   * @return the built object
   * @throws dev.postern.aws.error.AwsException {@code SerializationException} if the text is no
   *     JSON or a value has the wrong type
   */
  public SdkPojo read(SdkPojo builder, byte[] body) {
    readInto(builder, body);
    return build(builder);
  }

  /**
   * Reads an object into a builder without building it, so that the caller can set members that are
   * not in the body.
   */
  void readInto(SdkPojo builder, byte[] body) {
    try (JsonParser parser = json.createParser(body)) {
      new JsonReader(parser).document(builder);
    } catch (JacksonException e) {
      throw WireErrors.malformedJson(e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /** Writes the members of the body; omits absent members. */
  public byte[] write(SdkPojo pojo) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = json.createGenerator(bytes)) {
      JsonWriter.structure(pojo, generator);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /** Builds an SDK object. */
  static SdkPojo build(SdkPojo builder) {
    return (SdkPojo) ((SdkBuilder<?, ?>) builder).build();
  }

  /** Returns whether any member of the class is in the body. */
  static boolean hasBody(SdkPojo pojo) {
    return pojo.sdkFields().stream().anyMatch(f -> f.location() == MarshallLocation.PAYLOAD);
  }
}
