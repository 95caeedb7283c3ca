/**
 * The backends of methods: the sealed {@code Integration} and its cases, and the calls they make.
 */
@NullMarked
package dev.postern.execute.integration;

import org.jspecify.annotations.NullMarked;
