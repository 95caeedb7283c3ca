/**
 * Rates and quotas of requests: token buckets, counters, and the API keys that they belong to. Must
 * not know requests, phases or the control plane. The request path takes no lock here but the one
 * of a key's counter.
 */
@NullMarked
package dev.postern.limit;

import org.jspecify.annotations.NullMarked;
