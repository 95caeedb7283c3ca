/**
 * Makes client SDKs of deployed stages: JavaScript by itself, the other platforms by
 * openapi-generator in a process of its own. Stores nothing.
 */
@NullMarked
package dev.postern.control.sdkgen;

import org.jspecify.annotations.NullMarked;
