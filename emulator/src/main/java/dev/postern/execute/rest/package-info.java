/** Phases and answers that only REST APIs have. */
@NullMarked
package dev.postern.execute.rest;

import org.jspecify.annotations.NullMarked;
