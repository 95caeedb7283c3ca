/**
 * Generates client SDKs of deployed stages: JavaScript directly, other platforms by
 * openapi-generator in a separate process. Stores nothing.
 */
@NullMarked
package dev.postern.control.sdkgen;

import org.jspecify.annotations.NullMarked;
