package dev.postern.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** One rule of a schema. Values of types that it does not apply to pass. */
sealed interface Keyword
    permits AnyKeyword, ArrayKeyword, Format, NumberKeyword, ObjectKeyword, StringKeyword {
  /** Adds the errors of the value to the check. */
  void check(JsonNode instance, Check check);
}
