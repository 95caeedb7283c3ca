package dev.postern.auth.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code Action}, {@code NotAction}, {@code Resource} or {@code NotResource}.
 *
 * @param name name of the element
 * @param action whether the element matches the action
 * @param values the values as in the policy
 * @param patterns patterns of the well-formed values
 * @param malformed why a value is malformed, or empty
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html">
 *     IAM JSON policy elements: Action</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">
 *     IAM JSON policy elements: Resource</a>
 */
record PatternElement(
    String name,
    boolean action,
    List<String> values,
    List<WildcardPattern> patterns,
    String malformed)
    implements Element {

  /** Returns {@code Action} or {@code NotAction}. Actions ignore case and have no variables. */
  static PatternElement actions(String name, List<String> values) {
    List<WildcardPattern> patterns = new ArrayList<>();
    String malformed = "";
    for (String value : values) {
      if (value.indexOf(':') > 0 || isAsterisk(value)) {
        patterns.add(WildcardPattern.ofText(Template.literal(value), true));
      } else {
        malformed = Quoted.text(value) + " names no service";
      }
    }
    return new PatternElement(name, true, values, List.copyOf(patterns), malformed);
  }

  /** Returns {@code Resource} or {@code NotResource}. */
  static PatternElement resources(String name, List<String> values, boolean variables) {
    List<WildcardPattern> patterns = new ArrayList<>();
    String malformed = "";
    for (String value : values) {
      try {
        patterns.add(WildcardPattern.ofResource(Template.of(value, variables)));
      } catch (MalformedElementException e) {
        malformed = Quoted.text(value) + ": " + e.reason();
      }
    }
    return new PatternElement(name, false, values, List.copyOf(patterns), malformed);
  }

  private static boolean isAsterisk(String value) {
    return !value.isEmpty() && value.chars().allMatch(c -> c == '*');
  }

  private boolean negated() {
    return name.startsWith("Not");
  }

  private String actual(AccessRequest request) {
    return action ? request.action() : request.resource();
  }

  private Truth named(AccessRequest request) {
    String actual = actual(request);
    for (WildcardPattern pattern : patterns) {
      if (pattern.matches(actual, request.context())) {
        return Truth.YES;
      }
    }
    return malformed.isEmpty() ? Truth.NO : Truth.UNKNOWN;
  }

  @Override
  public Truth appliesTo(AccessRequest request) {
    return negated() ? named(request).negated() : named(request);
  }

  @Override
  public String describe(AccessRequest request) {
    String how =
        switch (named(request)) {
          case YES -> " is named by ";
          case NO -> " is not named by ";
          case UNKNOWN -> " may be named by ";
        };
    return "%s %s%s%s %s%s"
        .formatted(
            action ? "action" : "resource",
            Quoted.text(actual(request)),
            how,
            name,
            Quoted.list(values),
            malformed.isEmpty() ? "" : " (malformed: " + malformed + ")");
  }
}
