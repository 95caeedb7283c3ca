package dev.postern.auth.policy;

import dev.postern.auth.policy.Template.Part;
import dev.postern.aws.Unverified;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pattern with wildcards and policy variables. Values of variables contain no wildcards. */
final class WildcardPattern {
  /** Index of the ARN component that names the resource: everything after the fifth colon. */
  private static final int RESOURCE_COMPONENT = 5;

  /** The texts that wildcards may match. */
  enum Shape {
    /** Any text. */
    TEXT,
    /**
     * An ARN in a condition. The six components are compared one by one: a wildcard in the first
     * five matches no colon.
     */
    CONDITION_ARN,
    /**
     * An ARN in {@code Resource}. Like an ARN in a condition, but an asterisk at the end of a
     * component may match further colons, and missing components at the end match anything.
     */
    @Unverified(
        "Missing components are assumed to match anything, and all wildcards of the last component"
            + " to match colons; no decision of AWS is recorded.")
    RESOURCE_ARN
  }

  private final Template template;
  private final Shape shape;
  private final boolean ignoreCase;
  private final @Nullable Glob constant;

  private WildcardPattern(Template template, Shape shape, boolean ignoreCase) {
    this.template = template;
    this.shape = shape;
    this.ignoreCase = ignoreCase;
    this.constant = template.isConstant() ? glob(ConditionKeys.NONE) : null;
  }

  /** Returns a pattern for any text. */
  static WildcardPattern ofText(Template template, boolean ignoreCase) {
    return new WildcardPattern(template, Shape.TEXT, ignoreCase);
  }

  /**
   * Returns the operand of an ARN condition operator.
   *
   * @throws MalformedElementException if it has fewer than six components
   */
  static WildcardPattern ofConditionArn(Template template) throws MalformedElementException {
    long colons =
        template.parts().stream()
            .filter(Part.Raw.class::isInstance)
            .flatMapToInt(part -> ((Part.Raw) part).text().chars())
            .filter(c -> c == ':')
            .count();
    if (colons < RESOURCE_COMPONENT) {
      throw new MalformedElementException("it is no ARN");
    }
    return new WildcardPattern(template, Shape.CONDITION_ARN, false);
  }

  /**
   * Returns the pattern of a {@code Resource} value.
   *
   * @throws MalformedElementException if it is neither an ARN nor an asterisk, or has a variable
   *     before the fifth colon
   */
  static WildcardPattern ofResource(Template template) throws MalformedElementException {
    List<Part> parts = template.parts();
    String start = !parts.isEmpty() && parts.getFirst() instanceof Part.Raw(String t) ? t : "";
    if (parts.size() == 1 && !start.isEmpty() && start.chars().allMatch(c -> c == '*')) {
      return new WildcardPattern(template, Shape.TEXT, false);
    }
    if (!start.startsWith("arn:")) {
      throw new MalformedElementException("it is neither an ARN nor \"*\"");
    }
    if (parts.size() > 1 && start.chars().filter(c -> c == ':').count() < RESOURCE_COMPONENT) {
      throw new MalformedElementException("it has a policy variable before the fifth colon");
    }
    return new WildcardPattern(template, Shape.RESOURCE_ARN, false);
  }

  /** Returns whether the text matches. A variable without a value matches nothing. */
  boolean matches(String text, ConditionKeys keys) {
    Glob glob = constant == null ? glob(keys) : constant;
    return glob != null && glob.matches(text);
  }

  private @Nullable Glob glob(ConditionKeys keys) {
    Glob.Builder glob = new Glob.Builder();
    int component = shape == Shape.TEXT ? RESOURCE_COMPONENT : 0;
    for (Part part : template.parts()) {
      switch (part) {
        case Part.Raw(String raw) -> component = addRaw(glob, raw, component);
        case Part.Fixed(String fixed) -> glob.literal(fixed);
        case Part.Variable variable -> {
          String value = variable.value(keys);
          if (value == null) {
            return null;
          }
          glob.literal(value);
        }
      }
    }
    for (; shape == Shape.RESOURCE_ARN && component < RESOURCE_COMPONENT; component++) {
      glob.add(':').anyText(false);
    }
    return glob.build(ignoreCase);
  }

  /** Adds raw policy text. Returns the component in which it ends. */
  private int addRaw(Glob.Builder glob, String raw, int first) {
    int component = first;
    for (int i = 0; i < raw.length(); ) {
      int c = raw.codePointAt(i);
      i += Character.charCount(c);
      boolean within = component < RESOURCE_COMPONENT;
      if (c == '*') {
        boolean last = i == raw.length() || raw.charAt(i) == ':';
        glob.anyText(within && !(shape == Shape.RESOURCE_ARN && last));
      } else if (c == '?') {
        glob.anyCharacter(within);
      } else {
        glob.add(c);
        component += c == ':' ? 1 : 0;
      }
    }
    return component;
  }
}
