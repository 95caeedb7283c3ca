package dev.postern.mapping;

import dev.postern.mapping.vtl.ValueText;
import dev.postern.mapping.vtl.VtlException;
import java.util.List;

/** The text of what a template set as an override. */
public final class OverrideText {
  private OverrideText() {}

  /**
   * As a header prints it: a list joined by commas.
   *
   * @throws TemplateException when it is too long, or holds itself
   */
  public static String of(Object value) {
    try {
      return ValueText.joined(value instanceof List<?> list ? list : List.of(value), ",");
    } catch (VtlException e) {
      throw new TemplateException(String.valueOf(e.getMessage()), e);
    }
  }
}
