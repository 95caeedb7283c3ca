/**
 * Access to the AWS SDK's model classes by their public field metadata: JSON, HTTP locations,
 * copies; and the table of all operations. Knows the shapes of AWS's APIs, not their meaning.
 */
@NullMarked
package dev.postern.sdk;

import org.jspecify.annotations.NullMarked;
