package dev.postern.auth.policy;

/** A condition of a statement on the request: all elements must hold for the statement to apply. */
sealed interface Element permits Condition, Element.Defect, PatternElement, PrincipalElement {
  Truth appliesTo(AccessRequest request);

  /** Returns the element, the request's value, the policy's values and how they compare. */
  String describe(AccessRequest request);

  /** A violation of IAM's grammar. Its result is always UNKNOWN. */
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
