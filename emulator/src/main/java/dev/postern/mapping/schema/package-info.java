/**
 * JSON Schema of draft 4, by which API Gateway validates request bodies. Schemas are compiled to
 * nodes of this package. Validation does a limited amount of work and fetches no URL.
 *
 * <p>API Gateway's error texts are those of the java-json-tools validator. So are the details: the
 * order of the texts, and that members of a value are not checked after an error. That library is
 * not used, because it is not maintained and its pattern engine can be kept busy endlessly by one
 * request. Draft 4 does not change, so this implementation stays valid. A test compares it with
 * that library.
 *
 * @see <a href="https://json-schema.org/draft-04/draft-fge-json-schema-validation-00">JSON Schema:
 *     interactive and non interactive validation, draft 4</a>
 */
@NullMarked
package dev.postern.mapping.schema;

import org.jspecify.annotations.NullMarked;
