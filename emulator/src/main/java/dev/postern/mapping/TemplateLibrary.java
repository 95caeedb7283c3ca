package dev.postern.mapping;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compiled templates by their text. APIs repeat theirs from method to method and from deployment to
 * deployment: one compiled form serves them all, which saves the work, the memory, and at each
 * request the processor's cache. Safe from any thread.
 */
public final class TemplateLibrary {
  private static final int MOST = 4_096;

  private final Map<String, Template> compiled = new ConcurrentHashMap<>();

  /**
   * The template of that text; one that does not parse fails when it is rendered: so it is on AWS.
   */
  Template get(String source) {
    Template known = compiled.get(source);
    if (known != null) {
      return known;
    }
    if (compiled.size() >= MOST) {
      // Those in use live on in their plans; what comes next is shared anew.
      compiled.clear();
    }
    Template made = Template.compileLate(source);
    compiled.put(source, made);
    return made;
  }
}
