/** What a method is integrated with: the sealed {@code Integration} and its cases. */
@NullMarked
package dev.postern.execute.integration;

import org.jspecify.annotations.NullMarked;
