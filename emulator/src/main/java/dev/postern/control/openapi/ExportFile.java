package dev.postern.control.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** File formats of exports. */
public enum ExportFile {
  JSON("json") {
    @Override
    String text(ObjectNode document) {
      return document.toPrettyString();
    }
  },
  YAML("yaml") {
    @Override
    String text(ObjectNode document) {
      try {
        return Yaml.MAPPER.writeValueAsString(document);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("cannot write a JSON tree as YAML", e);
      }
    }
  };

  /** Loaded with the first YAML file. */
  private static final class Yaml {
    static final YAMLMapper MAPPER = new YAMLMapper();
  }

  private final String suffix;

  ExportFile(String suffix) {
    this.suffix = suffix;
  }

  /** Returns the file name extension, without a dot. */
  public String suffix() {
    return suffix;
  }

  /**
   * Returns the format of a header {@code Accept}, or empty if it names none of the two. Of several
   * types the first known one counts.
   */
  public static Optional<ExportFile> accepted(@Nullable String accepts) {
    return Optional.ofNullable(accepts).stream()
        .flatMap(list -> Stream.of(list.split(",")))
        .map(type -> type.split(";", 2)[0].strip())
        .flatMap(type ->
            Stream.of(values()).filter(file -> type.equalsIgnoreCase("application/" + file.suffix)))
        .findFirst();
  }

  public byte[] write(ObjectNode document) {
    return text(document).getBytes(StandardCharsets.UTF_8);
  }

  abstract String text(ObjectNode document);
}
