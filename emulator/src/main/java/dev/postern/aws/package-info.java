/** AWS's vocabulary: ids, ARNs, callers, limits. JDK only; knows neither plane. */
@NullMarked
package dev.postern.aws;

import org.jspecify.annotations.NullMarked;
