package dev.postern.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.sdk.Operation;
import dev.postern.sdk.Tables;
import dev.postern.sdk.UriTemplate.Segment;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;

/**
 * Makes requests of one operation that differ from a valid one in one respect, from the tables of
 * operations and constraints and the SDK's field metadata.
 */
final class BadRequests {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MAX_DEPTH = 3;
  private static final Map<String, Map<String, Constraint>> CONSTRAINTS = constraints();

  private final Operation operation;
  private final Map<String, String> known;
  private final SdkPojo request;

  BadRequests(Operation operation, Map<String, String> known) {
    this.operation = operation;
    this.known = known;
    this.request = builder(operation.requestClassName());
  }

  /** The kinds of wrong requests. */
  enum Fault {
    NONE,
    MISSING,
    WRONG_TYPE,
    NO_JSON,
    UNKNOWN,
    EMPTY,
    NULLS
  }

  /**
   * A request.
   *
   * @param query without its question mark
   */
  record Bad(
      Operation operation, Fault fault, String what, String path, String query, byte[] body) {
    @Override
    public String toString() {
      return "%s, %s %s: %s %s?%s %s"
          .formatted(
              operation.name(),
              fault,
              what,
              operation.method(),
              path,
              query,
              new String(body, StandardCharsets.UTF_8));
    }
  }

  /** Returns the valid request, as far as the tables describe it. */
  Bad good() {
    return request(Fault.NONE, "", known, good(request), null);
  }

  List<Bad> all() {
    List<Bad> all = new ArrayList<>();
    missing(all);
    unknown(all);
    if (hasJson()) {
      ObjectNode body = good(request);
      wrongTypes(all, request, "", (name, wrong) -> body.deepCopy().set(name, wrong), 0);
      for (String text : List.of("{", "[]", "\"x\"", "1", "nonsense", "{} {}", "{\"a\":}")) {
        all.add(raw(Fault.NO_JSON, text));
      }
      all.add(raw(Fault.NO_JSON, "[".repeat(100_000)));
      all.add(raw(Fault.EMPTY, ""));
    }
    if (hasPayload()) {
      for (String text : List.of("", "{", "x,y\n1,2", "\u0000")) {
        all.add(raw(Fault.EMPTY, text));
      }
    }
    return all;
  }

  /** Returns the valid request with other patch operations. */
  Bad patch(String what, JsonNode operations) {
    ObjectNode body = NODES.objectNode();
    body.set("patchOperations", operations);
    return request(Fault.NONE, what, known, body, null);
  }

  /** Returns the valid request with another body. */
  Bad json(String what, JsonNode body) {
    return request(Fault.NONE, what, known, body, null);
  }

  private boolean hasJson() {
    return !hasPayload()
        && request.sdkFields().stream().anyMatch(f -> f.location() == MarshallLocation.PAYLOAD);
  }

  private boolean hasPayload() {
    return request.sdkFields().stream().anyMatch(f -> f.containsTrait(PayloadTrait.class));
  }

  private void missing(List<Bad> all) {
    of(request)
        .forEach((name, constraint) -> {
          SdkField<?> field = request.sdkFieldNameToField().get(name);
          if (!constraint.required()
              || field == null
              || field.location() == MarshallLocation.PATH) {
            return;
          }
          Map<String, String> labels = new HashMap<>(known);
          labels.remove(name);
          ObjectNode body = good(request);
          body.remove(name);
          all.add(request(Fault.MISSING, name, labels, body, null));
        });
  }

  /** Replaces each label of the path and each query parameter in turn. */
  private void unknown(List<Bad> all) {
    for (SdkField<?> field : request.sdkFields()) {
      if (field.location() == MarshallLocation.PATH) {
        for (String value : List.of("nope", "%00", "..%2f..", "é", "%20")) {
          Map<String, String> labels = new HashMap<>(known);
          labels.put(field.locationName(), value);
          all.add(request(Fault.UNKNOWN, field.locationName(), labels, good(request), null));
        }
      }
      if (field.location() == MarshallLocation.QUERY_PARAM) {
        for (String value : List.of("", "nope", "-1", "99999999999999", "%00", "é")) {
          String query = field.locationName() + "=" + value;
          all.add(request(Fault.EMPTY, field.locationName(), known, good(request), query));
        }
      }
    }
  }

  private void wrongTypes(
      List<Bad> all,
      SdkPojo structure,
      String path,
      BiFunction<String, JsonNode, JsonNode> place,
      int depth) {
    for (SdkField<?> field : structure.sdkFields()) {
      if (field.location() != MarshallLocation.PAYLOAD) {
        continue;
      }
      String name = field.locationName();
      for (JsonNode wrong : WrongValues.ofType(field.marshallingType().getKnownType())) {
        all.add(request(Fault.WRONG_TYPE, path + name, known, place.apply(name, wrong), null));
      }
      for (JsonNode odd : WrongValues.odd(field.marshallingType().getKnownType())) {
        all.add(request(Fault.NULLS, path + name, known, place.apply(name, odd), null));
      }
      if (depth < MAX_DEPTH) {
        nested(all, field, path + name, value -> place.apply(name, value), depth);
      }
    }
  }

  private void nested(
      List<Bad> all,
      SdkField<?> field,
      String path,
      Function<JsonNode, JsonNode> place,
      int depth) {
    switch (field.marshallingType().getKnownType()) {
      case SDK_POJO -> {
        SdkPojo inner = field.constructor().get();
        wrongTypes(
            all,
            inner,
            path + ".",
            (name, value) -> place.apply(good(inner).set(name, value)),
            depth + 1);
      }
      case LIST -> {
        SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
        for (JsonNode wrong : WrongValues.ofType(element.marshallingType().getKnownType())) {
          all.add(
              request(
                  Fault.WRONG_TYPE, path, known, place.apply(NODES.arrayNode().add(wrong)), null));
        }
        nested(
            all,
            element,
            path + "[]",
            value -> place.apply(NODES.arrayNode().add(value)),
            depth + 1);
      }
      case MAP -> {
        SdkField<?> value = field.getTrait(MapTrait.class).valueFieldInfo();
        for (JsonNode wrong : WrongValues.ofType(value.marshallingType().getKnownType())) {
          all.add(
              request(
                  Fault.WRONG_TYPE,
                  path,
                  known,
                  place.apply(NODES.objectNode().set("k", wrong)),
                  null));
        }
        nested(
            all,
            value,
            path + "{}",
            node -> place.apply(NODES.objectNode().set("k", node)),
            depth + 1);
      }
      default -> {
        // Has no nested values.
      }
    }
  }

  private ObjectNode good(SdkPojo structure) {
    ObjectNode body = NODES.objectNode();
    Map<String, Constraint> constraints = of(structure);
    for (SdkField<?> field : structure.sdkFields()) {
      Constraint constraint = constraints.get(field.locationName());
      if (field.location() == MarshallLocation.PAYLOAD
          && constraint != null
          && constraint.required()) {
        body.set(field.locationName(), value(field, constraint));
      }
    }
    return body;
  }

  private JsonNode value(SdkField<?> field, Constraint constraint) {
    String fixed = known.get(field.locationName());
    if (fixed != null) {
      return NODES.textNode(fixed);
    }
    return switch (field.marshallingType().getKnownType()) {
      case STRING ->
          NODES.textNode(
              switch (field.locationName()) {
                case "authorizationType" -> "NONE";
                case "deploymentId" -> known.getOrDefault("deployment_id", "");
                case "keyType" -> "API_KEY";
                default -> constraint.self().set().stream().findFirst().orElse("x");
              });
      case LIST -> NODES.arrayNode();
      case MAP -> NODES.objectNode().put("a", "b");
      case SDK_POJO -> good(field.constructor().get());
      default -> NODES.numberNode(1);
    };
  }

  private Bad raw(Fault fault, String text) {
    String what = text.length() > 20 ? text.substring(0, 20) : text;
    Bad good = good();
    return new Bad(
        operation, fault, what, good.path(), good.query(), text.getBytes(StandardCharsets.UTF_8));
  }

  private Bad request(
      Fault fault,
      String what,
      Map<String, String> labels,
      JsonNode body,
      @Nullable String extraQuery) {
    StringBuilder path = new StringBuilder();
    for (Segment segment : operation.uri().segments()) {
      path.append('/');
      switch (segment) {
        case Segment.Literal literal -> path.append(literal.text());
        case Segment.Label label -> path.append(encoded(labels.getOrDefault(label.name(), "x")));
      }
    }
    Map<String, String> query = new LinkedHashMap<>(operation.uri().query());
    for (SdkField<?> field : request.sdkFields()) {
      String value = labels.get(field.locationName());
      if (field.location() == MarshallLocation.QUERY_PARAM && value != null) {
        query.putIfAbsent(field.locationName(), value);
      }
    }
    List<String> pairs = new ArrayList<>();
    if (extraQuery != null) {
      pairs.add(extraQuery);
      query.remove(extraQuery.substring(0, extraQuery.indexOf('=')));
    }
    query.forEach((name, value) -> pairs.add(name + "=" + encoded(value)));
    return new Bad(operation, fault, what, path.toString(), String.join("&", pairs), bytes(body));
  }

  private byte[] bytes(JsonNode body) {
    if (!hasJson()) {
      return new byte[0];
    }
    try {
      return JSON.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Percent-encodes a value; keeps existing escapes. */
  private static String encoded(String value) {
    return value.contains("%") ? value : URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static Map<String, Constraint> of(SdkPojo structure) {
    String name = structure.getClass().getName();
    String simple = name.substring(name.lastIndexOf('.') + 1).replaceFirst("\\$.*", "");
    return CONSTRAINTS.getOrDefault(simple, Map.of());
  }

  private static Map<String, Map<String, Constraint>> constraints() {
    Map<String, Map<String, Constraint>> byClass = new HashMap<>();
    for (String[] row : Tables.rows("constraints.tsv")) {
      if (row[0].equals("apigateway")) {
        byClass
            .computeIfAbsent(row[1], _ -> new TreeMap<>())
            .put(row[2], Constraint.parse(Arrays.asList(row).subList(3, row.length)));
      }
    }
    return byClass;
  }

  private static SdkPojo builder(String className) {
    try {
      return (SdkPojo) Class.forName(className).getMethod("builder").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(className, e);
    }
  }
}
