/**
 * JSON Schema of draft 4, as API Gateway validates request bodies: compiled to nodes of our own,
 * bounded in work, never fetching anything.
 *
 * <p>API Gateway's error texts are those of the java-json-tools validator, and so are its finer
 * rules: the order of the texts, and that nothing inside a value is looked at once something is
 * wrong. That library is not used itself: it is no longer kept up, and matches patterns with an
 * engine that one request could keep busy for ever. Draft 4 is finished, so a reading of our own
 * does not age; a test holds it against that library.
 *
 * @see <a href="https://json-schema.org/draft-04/draft-fge-json-schema-validation-00">JSON Schema:
 *     interactive and non interactive validation, draft 4</a>
 */
@NullMarked
package dev.postern.mapping.schema;

import org.jspecify.annotations.NullMarked;
