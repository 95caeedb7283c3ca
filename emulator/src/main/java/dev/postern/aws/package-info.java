/**
 * AWS's vocabulary: ids, ARNs, callers, limits. Uses the JDK only; knows neither the control plane
 * nor the data plane.
 */
@NullMarked
package dev.postern.aws;

import org.jspecify.annotations.NullMarked;
