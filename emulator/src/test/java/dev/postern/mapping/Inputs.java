package dev.postern.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.http.Headers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builder of the input of templates and mappings. */
final class Inputs {
  private final Map<String, String> path = new LinkedHashMap<>();
  private final Map<String, List<String>> query = new LinkedHashMap<>();
  private final Headers.Builder headers = Headers.builder();
  private final Map<String, Object> context = new LinkedHashMap<>();
  private final Map<String, String> stageVariables = new LinkedHashMap<>();
  private String body = "";

  Inputs() {
    for (String target : List.of("header", "path", "querystring")) {
      subtree("requestOverride").put(target, new LinkedHashMap<String, Object>());
    }
    subtree("responseOverride").put("header", new LinkedHashMap<String, Object>());
  }

  Inputs body(String text) {
    body = text;
    return this;
  }

  Inputs path(String name, String value) {
    path.put(name, value);
    return this;
  }

  Inputs query(String name, String value) {
    query.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    return this;
  }

  Inputs header(String name, String value) {
    headers.add(name, value);
    return this;
  }

  /** Sets a leaf of the context tree; dots in its name separate the levels. */
  Inputs context(String name, Object value) {
    int dot = name.lastIndexOf('.');
    Map<String, Object> parent = dot < 0 ? context : subtree(name.substring(0, dot));
    parent.put(name.substring(dot + 1), value);
    return this;
  }

  Inputs stageVariable(String name, String value) {
    stageVariables.put(name, value);
    return this;
  }

  MappingInput input() {
    return new MappingInput(
        new Payload(body.getBytes(UTF_8)),
        new RequestParameters.Known(path, query, headers.build()),
        context,
        stageVariables);
  }

  @SuppressWarnings("unchecked") // all maps of the tree are created here
  private Map<String, Object> subtree(String name) {
    Map<String, Object> tree = context;
    for (String part : name.split("\\.", -1)) {
      tree =
          (Map<String, Object>)
              tree.computeIfAbsent(part, _ -> new LinkedHashMap<String, Object>());
    }
    return tree;
  }
}
