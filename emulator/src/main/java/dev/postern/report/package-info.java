/** Logs and metrics, and where they go. Knows what happened, not how. */
@NullMarked
package dev.postern.report;

import org.jspecify.annotations.NullMarked;
