/**
 * Stands in for the AWS CLI in {@code scripts/demo} where that is not installed: understands the
 * command lines of the README's quick start and sends them with the AWS SDK for Java. Knows nothing
 * of Postern.
 */
@NullMarked
package dev.postern.demo;

import org.jspecify.annotations.NullMarked;
