package dev.postern.mapping;

/** A compiled mapping template. Immutable; rendered by any number of threads at once. */
public final class Template {
  private Template() {}

  /**
   * Parses a mapping template.
   *
   * @throws TemplateException when it is no valid VTL
   */
  public static Template compile(String source) {
    return new Template();
  }

  /**
   * Renders.
   *
   * @throws TemplateException when evaluation fails
   */
  public String render(MappingInput input) {
    return input.body().text();
  }
}
