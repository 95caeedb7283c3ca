package dev.postern.control.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.error.ImportErrors;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Resolves references ({@code $ref}) within a file. Reports references to other files as errors.
 */
final class References {
  private static final int MAX_CHAIN_LENGTH = 20;

  private final ObjectNode document;
  private final Findings findings;

  References(ObjectNode document, Findings findings) {
    this.document = document;
    this.findings = findings;
  }

  /** Returns the target of a reference, or empty if the node is not a reference. */
  static Optional<String> of(JsonNode node) {
    return node.isObject() ? Optional.ofNullable(node.path("$ref").textValue()) : Optional.empty();
  }

  /**
   * Follows references to a node that is not a reference. Returns a missing node and adds a finding
   * if there is none.
   */
  JsonNode resolve(JsonNode node) {
    JsonNode target = node;
    for (int i = 0; i < MAX_CHAIN_LENGTH; i++) {
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

  /** Returns the node that a reference names, or a missing node. */
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

  /** Decodes the percent-encoding of a pointer in a URL: {@code {id}} is {@code %7Bid%7D}. */
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
