/**
 * Logs and metrics, and their destinations. Receives events; does not know the code that causes
 * them.
 */
@NullMarked
package dev.postern.report;

import org.jspecify.annotations.NullMarked;
