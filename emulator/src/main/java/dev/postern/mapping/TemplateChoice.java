package dev.postern.mapping;

/** What to do with a body: transform it, send it as it is, or refuse it. */
public sealed interface TemplateChoice {

  /**
   * A template is defined.
   *
   * @param mediaType the key it was found under, in lower case
   */
  record Transform(String mediaType, Template template) implements TemplateChoice {}

  /** The body goes on unmapped. */
  record PassThrough() implements TemplateChoice {}

  /** 415 UNSUPPORTED_MEDIA_TYPE. */
  record Unsupported() implements TemplateChoice {}
}
