package dev.postern.control.sdkgen;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.control.state.RestApiState;

/** Gives the OpenAPI 3.0 document of what a stage has deployed, for generators of clients. */
@FunctionalInterface
public interface Definitions {
  /**
   * The document; the caller may change it.
   *
   * @param stageName a stage of the API
   */
  ObjectNode of(RestApiState api, String stageName);
}
