/**
 * The request as it enters an API and the response as it leaves: addresses, endpoint types with
 * their headers, ids and compression. Knows neither plans nor phases.
 */
@NullMarked
package dev.postern.execute.front;

import org.jspecify.annotations.NullMarked;
