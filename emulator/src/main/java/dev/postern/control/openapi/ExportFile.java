package dev.postern.control.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.charset.StandardCharsets;

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

  public byte[] write(ObjectNode document) {
    return text(document).getBytes(StandardCharsets.UTF_8);
  }

  abstract String text(ObjectNode document);
}
