package dev.postern.auth.policy;

/** One thing that a statement asks of a request: all must hold for the statement to apply. */
sealed interface Element permits Condition, Element.Defect, PatternElement, PrincipalElement {
  Truth appliesTo(AccessRequest request);

  /** Returns the element, the request's value and the policy's values, and how they compare. */
  String describe(AccessRequest request);

  /** What IAM's grammar does not allow: it never applies, and never surely does not. */
  record Defect(String reason) implements Element {
    @Override
    public Truth appliesTo(AccessRequest request) {
      return Truth.UNKNOWN;
    }

    @Override
    public String describe(AccessRequest request) {
      return "malformed: " + reason;
    }
  }
}
