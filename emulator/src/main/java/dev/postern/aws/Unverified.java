package dev.postern.aws;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A behaviour that is assumed: no documentation and no recorded exchange of AWS confirms it. The
 * command {@code scripts/unverified} lists all uses.
 *
 * <p>This is the only way to mark such a behaviour; a test refuses the word in comments.
 */
@Retention(RetentionPolicy.SOURCE)
@Target({
  ElementType.TYPE,
  ElementType.METHOD,
  ElementType.CONSTRUCTOR,
  ElementType.FIELD,
  ElementType.PARAMETER,
  ElementType.RECORD_COMPONENT,
  ElementType.LOCAL_VARIABLE
})
public @interface Unverified {
  /** A sentence that says what is assumed and what is not recorded of AWS. */
  String value();
}
