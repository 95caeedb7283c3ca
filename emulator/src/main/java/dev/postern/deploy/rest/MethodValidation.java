package dev.postern.deploy.rest;

import dev.postern.execute.phase.ValidateBody;
import dev.postern.execute.phase.ValidateParameters;
import org.jspecify.annotations.Nullable;

/** What a method's request validator checks; null for what it does not check. */
record MethodValidation(@Nullable ValidateParameters parameters, @Nullable ValidateBody body) {
  /** Nothing is checked. */
  static final MethodValidation NONE = new MethodValidation(null, null);
}
