package dev.postern.auth.policy;

import dev.postern.auth.policy.Explanation.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * A compiled statement.
 *
 * @param name Sid in quotation marks, or position
 * @param elements in the order of evaluation: cheap elements that seldom match come first
 */
record Statement(String name, Effect effect, List<Element> elements) {
  Statement {
    elements = List.copyOf(elements);
  }

  Truth appliesTo(AccessRequest request) {
    Truth all = Truth.YES;
    for (int i = 0; i < elements.size() && all != Truth.NO; i++) {
      all = all.and(elements.get(i).appliesTo(request));
    }
    return all;
  }

  Finding explain(AccessRequest request) {
    Truth applies = appliesTo(request);
    List<String> reasons = new ArrayList<>();
    for (Element element : elements) {
      if (element.appliesTo(request) == applies) {
        reasons.add(element.describe(request));
        if (applies != Truth.YES) {
          break;
        }
      }
    }
    return new Finding(name, effect, applies == Truth.YES, String.join("; ", reasons));
  }

  /** Returns the defects that do not depend on the request. */
  List<String> malformations() {
    List<String> reasons = new ArrayList<>();
    for (Element element : elements) {
      String reason =
          switch (element) {
            case Element.Defect defect -> defect.reason();
            case PatternElement pattern -> pattern.malformed();
            case PrincipalElement principal -> principal.malformed();
            case Condition condition -> condition.malformed();
          };
      if (!reason.isEmpty()) {
        reasons.add("malformed: " + name + ": " + reason);
      }
    }
    return reasons;
  }
}
