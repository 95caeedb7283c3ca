package dev.postern.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** One rule of a schema. A value of a type that the rule is not for passes. */
sealed interface Keyword
    permits AnyKeyword, ArrayKeyword, Format, NumberKeyword, ObjectKeyword, StringKeyword {
  /** Adds to the check what is wrong with the value. */
  void check(JsonNode instance, Check check);
}
