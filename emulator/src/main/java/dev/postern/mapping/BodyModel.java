package dev.postern.mapping;

import java.util.List;

/** What a request body is held against. Immutable; safe from any thread. */
@FunctionalInterface
public interface BodyModel {
  /**
   * What is wrong with the body, in API Gateway's words; empty when it fits.
   *
   * @param body empty counts as an empty object
   * @throws UnusableModelException when the model is no schema
   */
  List<String> problems(byte[] body);
}
