package dev.postern.mapping;

import java.util.List;

/** Model that a request body must match. Immutable and thread-safe. */
@FunctionalInterface
public interface BodyModel {
  /**
   * Returns API Gateway's texts for the errors of the body; empty if the body is valid.
   *
   * @param body an empty one counts as an empty object
   * @throws UnusableModelException if the model is not a schema
   */
  List<String> problems(byte[] body);
}
