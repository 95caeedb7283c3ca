package dev.postern.mapping;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compiled templates by their text. Methods and deployments often repeat a template. They share one
 * compiled form, which saves work, memory and, at each request, processor cache. Thread-safe.
 */
public final class TemplateLibrary {
  private static final int MAX_ENTRIES = 4_096;

  private final Map<String, Template> compiled = new ConcurrentHashMap<>();

  /** Returns the template for the text; an invalid one fails at rendering, as on AWS. */
  Template get(String source) {
    Template known = compiled.get(source);
    if (known != null) {
      return known;
    }
    if (compiled.size() >= MAX_ENTRIES) {
      // Templates in use remain in their plans; later ones are shared again.
      compiled.clear();
    }
    Template made = Template.compileDeferred(source);
    compiled.put(source, made);
    return made;
  }
}
