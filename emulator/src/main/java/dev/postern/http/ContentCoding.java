package dev.postern.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The content codings that API Gateway knows.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-enable-compression.html">
 *     Enable payload compression for an API in API Gateway</a>
 */
public enum ContentCoding {
  GZIP {
    @Override
    InputStream decoder(InputStream coded) throws IOException {
      return new GZIPInputStream(coded);
    }

    @Override
    OutputStream encoder(OutputStream target) throws IOException {
      return new GZIPOutputStream(target);
    }
  },
  DEFLATE {
    @Override
    InputStream decoder(InputStream coded) {
      return new InflaterInputStream(coded);
    }

    @Override
    OutputStream encoder(OutputStream target) {
      return new DeflaterOutputStream(target);
    }
  },
  IDENTITY {
    @Override
    InputStream decoder(InputStream coded) {
      return coded;
    }

    @Override
    OutputStream encoder(OutputStream target) {
      return target;
    }
  };

  abstract InputStream decoder(InputStream coded) throws IOException;

  abstract OutputStream encoder(OutputStream target) throws IOException;

  /** Returns the name of the coding in headers. */
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the coding with that name, or empty if it is not supported. */
  public static Optional<ContentCoding> of(String token) {
    return switch (token.strip().toLowerCase(Locale.ROOT)) {
      case "gzip" -> Optional.of(GZIP);
      case "deflate" -> Optional.of(DEFLATE);
      case "identity" -> Optional.of(IDENTITY);
      default -> Optional.empty();
    };
  }

  /**
   * Returns the coding for a response: the one that the client prefers, if it is supported. An
   * asterisk stands for no coding.
   *
   * @param acceptEncoding header value, or null
   */
  public static ContentCoding preferred(@Nullable String acceptEncoding) {
    if (acceptEncoding == null) {
      return IDENTITY;
    }
    String best = "";
    double bestQuality = 0;
    for (String entry : acceptEncoding.split(",", -1)) {
      String[] parts = entry.split(";", -1);
      double quality = quality(parts);
      if (quality > bestQuality && !parts[0].isBlank()) {
        best = parts[0];
        bestQuality = quality;
      }
    }
    return of(best).orElse(IDENTITY);
  }

  /** Returns the weight among the parameters, 1 if there is none and 0 if it is no number. */
  private static double quality(String[] codingAndParameters) {
    for (int i = 1; i < codingAndParameters.length; i++) {
      String parameter = codingAndParameters[i].strip();
      if (parameter.regionMatches(true, 0, "q=", 0, 2)) {
        return weight(parameter.substring(2));
      }
    }
    return 1;
  }

  private static double weight(String value) {
    try {
      double weight = Double.parseDouble(value);
      return weight > 0 ? Math.min(weight, 1) : 0;
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  /**
   * Decodes content.
   *
   * @param maxBytes of the decoded content; the result is empty if it has more
   * @throws IOException if the bytes do not have this coding
   */
  public Optional<byte[]> decode(byte[] coded, int maxBytes) throws IOException {
    try (InputStream in = decoder(new ByteArrayInputStream(coded))) {
      byte[] content = in.readNBytes(maxBytes);
      return in.read() < 0 ? Optional.of(content) : Optional.empty();
    }
  }

  /** Encodes content. */
  public byte[] encode(byte[] content) {
    ByteArrayOutputStream coded = new ByteArrayOutputStream(content.length / 2 + 64);
    try (OutputStream out = encoder(coded)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return coded.toByteArray();
  }
}
