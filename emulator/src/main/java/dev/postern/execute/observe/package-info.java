/** Observers of requests: logs, metrics and the request inspector. */
@NullMarked
package dev.postern.execute.observe;

import org.jspecify.annotations.NullMarked;
