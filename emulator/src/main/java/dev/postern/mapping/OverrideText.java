package dev.postern.mapping;

import dev.postern.mapping.vtl.ValueText;
import dev.postern.mapping.vtl.VtlException;
import java.util.List;

/** Text of an override that a template set. */
public final class OverrideText {
  private OverrideText() {}

  /**
   * Returns the text for a header; joins the elements of a list by commas.
   *
   * @throws TemplateException if it is too long or contains itself
   */
  public static String of(Object value) {
    try {
      return ValueText.joined(value instanceof List<?> list ? list : List.of(value), ",");
    } catch (VtlException e) {
      throw new TemplateException(String.valueOf(e.getMessage()), e);
    }
  }
}
