package dev.postern.mapping;

/** Handling of a body: transform it, pass it through or refuse it. */
public sealed interface TemplateChoice {

  /**
   * A template is defined.
   *
   * @param mediaType key of the template, in lower case
   */
  record Transform(String mediaType, Template template) implements TemplateChoice {}

  /** The body is passed through unchanged. */
  record PassThrough() implements TemplateChoice {}

  /** The body is refused: 415 UNSUPPORTED_MEDIA_TYPE. */
  record Unsupported() implements TemplateChoice {}
}
