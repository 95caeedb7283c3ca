package dev.postern.deploy.rest;

import dev.postern.execute.phase.ValidateBody;
import dev.postern.execute.phase.ValidateParameters;
import org.jspecify.annotations.Nullable;

/** The checks of a method's request validator; null for what it does not check. */
record MethodValidation(@Nullable ValidateParameters parameters, @Nullable ValidateBody body) {
  /** No checks. */
  static final MethodValidation NONE = new MethodValidation(null, null);
}
