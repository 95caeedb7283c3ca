/**
 * The entries that are served now: APIs, stages and their routes, functions and accounts; and the
 * gateway that finds the plan for a request.
 */
@NullMarked
package dev.postern.execute.live;

import org.jspecify.annotations.NullMarked;
