package dev.postern.control.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.error.ImportErrors;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The references ({@code $ref}) of a file to parts of itself. Others are refused. */
final class References {
  private static final int LONGEST_CHAIN = 20;

  private final ObjectNode document;
  private final Findings findings;

  References(ObjectNode document, Findings findings) {
    this.document = document;
    this.findings = findings;
  }

  /** The text of a reference, if the node is one. */
  static Optional<String> of(JsonNode node) {
    return node.isObject() ? Optional.ofNullable(node.path("$ref").textValue()) : Optional.empty();
  }

  /** The node itself, or what it refers to in the end; missing, with a word why, if nothing. */
  JsonNode resolve(JsonNode node) {
    JsonNode target = node;
    for (int i = 0; i < LONGEST_CHAIN; i++) {
      Optional<String> reference = of(target);
      if (reference.isEmpty()) {
        return target;
      }
      target = find(reference.get());
      if (target.isMissingNode()) {
        return target;
      }
    }
    findings.warn(ImportErrors.referenceNotFound(of(node).orElse("")));
    return MissingNode.getInstance();
  }

  /** What one reference names. */
  JsonNode find(String reference) {
    if (!reference.startsWith("#")) {
      findings.error(ImportErrors.remoteReference(reference));
      return MissingNode.getInstance();
    }
    JsonNode target = at(reference.substring(1));
    if (target.isMissingNode()) {
      findings.warn(ImportErrors.referenceNotFound(reference));
    }
    return target;
  }

  private JsonNode at(String pointer) {
    try {
      return document.at(JsonPointer.compile(decoded(pointer)));
    } catch (IllegalArgumentException _) {
      return MissingNode.getInstance();
    }
  }

  /** A pointer in a URL is percent-encoded: {@code {id}} as {@code %7Bid%7D}. */
  static String decoded(String pointer) {
    if (pointer.indexOf('%') < 0) {
      return pointer;
    }
    try {
      return URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return pointer;
    }
  }
}
