package dev.postern.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.protocols.core.OperationInfo;

/**
 * Derives the tables of this package; {@code scripts/sdk-tables} runs it.
 *
 * <p>Operations, methods, URIs, enumerations and the errors of Lambda come from the SDK's classes.
 * Success statuses, required and sensitive members, bounds, patterns and the form of an error are
 * only in the service models from which the SDK is made, which no artifact of the SDK contains.
 * Without the models, these facts are kept from the present tables.
 */
final class SdkTables {
  private static final List<String> SERVICES =
      List.of("apigateway", "apigatewayv2", "apigatewaymanagementapi", "lambda");
  private static final String SDK = "software.amazon.awssdk.services.";

  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "apigateway", "ApiGatewayException",
          "apigatewayv2", "ApiGatewayV2Exception",
          "apigatewaymanagementapi", "ApiGatewayManagementApiException",
          "lambda", "LambdaException");

  /** Kinds of constraints in the order of a row. */
  private static final List<String> KINDS =
      List.of(
          "required",
          "enum",
          "min",
          "max",
          "sensitive",
          "each.enum",
          "each.min",
          "each.max",
          "keys.enum",
          "keys.min",
          "keys.max",
          "values.min",
          "values.max",
          "pattern",
          "each.pattern",
          "keys.pattern");

  private static final Set<String> KINDS_OF_THE_SDK = Set.of("enum", "each.enum", "keys.enum");

  private final Path folder;
  private final Map<String, JsonNode> models;
  private final List<String> notes = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();

  /**
   * Prepares a derivation.
   *
   * @param folder of the present tables
   * @param models service models by service; may be empty
   */
  SdkTables(Path folder, Map<String, JsonNode> models) {
    this.folder = folder;
    this.models = Map.copyOf(models);
  }

  /**
   * Writes the tables or, with {@code --check}, compares them.
   *
   * @param arguments optionally {@code --check}; the folder of the tables; optionally the folder of
   *     the service models
   */
  public static void main(String[] arguments) throws Exception {
    List<String> rest = new ArrayList<>(List.of(arguments));
    boolean check = rest.remove("--check");
    Path folder = Path.of(rest.get(0));
    SdkTables tables =
        new SdkTables(folder, rest.size() > 1 ? read(Path.of(rest.get(1))) : Map.of());
    boolean changed = false;
    Map<String, String> derived = tables.derive();
    tables.notes.forEach(System.out::println);
    tables.unknown.forEach(System.out::println);
    if (!tables.unknown.isEmpty()) {
      System.out.println("The service models are needed: see --help.");
      System.exit(2);
    }
    for (Map.Entry<String, String> table : derived.entrySet()) {
      Path file = folder.resolve(table.getKey());
      List<String> before = Files.readAllLines(file);
      List<String> after = table.getValue().lines().toList();
      before.stream().filter(line -> !after.contains(line)).forEach(line -> print("-", file, line));
      after.stream().filter(line -> !before.contains(line)).forEach(line -> print("+", file, line));
      changed |= !before.equals(after);
      if (!check) {
        Files.writeString(file, table.getValue());
      }
    }
    System.out.println(changed ? "The tables differ." : "The tables are the same.");
    System.exit(check && changed ? 1 : 0);
  }

  private static void print(String sign, Path file, String line) {
    System.out.println(sign + " " + file.getFileName() + ": " + line);
  }

  /** Reads the service models in a folder: {@code <service>.json}, plain or compressed. */
  private static Map<String, JsonNode> read(Path folder) throws IOException {
    Map<String, JsonNode> models = new HashMap<>();
    for (String service : SERVICES) {
      Path plain = folder.resolve(service + ".json");
      Path compressed = folder.resolve(service + ".json.gz");
      try (InputStream in =
          Files.exists(plain)
              ? Files.newInputStream(plain)
              : new GZIPInputStream(Files.newInputStream(compressed))) {
        models.put(service, new ObjectMapper().readTree(in));
      }
    }
    return models;
  }

  /** Returns the text of each table by its file's name. */
  Map<String, String> derive() throws IOException, ReflectiveOperationException {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put("operations.tsv", operations());
    tables.put("constraints.tsv", constraints());
    tables.put("lambda-errors.tsv", lambdaErrors());
    return tables;
  }

  private String operations() throws IOException, ReflectiveOperationException {
    Map<String, String[]> before = new HashMap<>();
    for (String[] row : rows("operations.tsv")) {
      before.put(row[0] + "." + row[1], row);
    }
    List<String> lines = new ArrayList<>(comments("operations.tsv"));
    int kept = 0;
    for (String service : SERVICES) {
      Set<String> names = new TreeSet<>(operationsOfTheSdk(service));
      JsonNode modelled = model(service).path("operations");
      Set<String> others = new TreeSet<>();
      modelled.fieldNames().forEachRemaining(others::add);
      before.values().stream().filter(row -> row[0].equals(service)).forEach(r -> others.add(r[1]));
      others.removeAll(names);
      for (String name : others) {
        notes.add("Not in the SDK: operation " + service + "." + name);
      }
      names.addAll(others);
      for (String name : names) {
        JsonNode http = modelled.path(name).path("http");
        String[] row = before.get(service + "." + name);
        String method = row == null ? "?" : row[2];
        String uri = row == null ? "?" : row[3];
        if (!others.contains(name)) {
          OperationInfo binding = binding(service, name);
          method = binding.httpMethod().name();
          uri = binding.requestUri();
        } else if (!http.isMissingNode()) {
          method = http.path("method").asText();
          uri = http.path("requestUri").asText();
        }
        String status = row == null ? "?" : row[4];
        if (!http.isMissingNode()) {
          status = http.path("responseCode").asText("200");
        } else if (row == null) {
          unknown.add("No success status is known: " + service + "." + name);
        } else {
          kept++;
        }
        String row5 = String.join("\t", service, name, method, uri, status);
        lines.add(others.contains(name) ? row5 + "\tnot-in-sdk" : row5);
      }
    }
    for (String[] row : rows("operations.tsv")) {
      if (!SERVICES.contains(row[0])) {
        lines.add(String.join("\t", row));
      }
    }
    kept("success status of %d operations", kept);
    return text(lines);
  }

  private void kept(String what, int count) {
    if (count > 0) {
      notes.add("Kept, as the SDK does not tell it: " + what.formatted(count));
    }
  }

  private static Set<String> operationsOfTheSdk(String service)
      throws IOException, ReflectiveOperationException {
    return classes(service, "transform/(\\w+)RequestMarshaller");
  }

  private static Set<String> classes(String service, String pattern)
      throws IOException, ReflectiveOperationException {
    Pattern path = Pattern.compile(SDK.replace('.', '/') + service + "/" + pattern + "\\.class");
    Class<?> any = Class.forName(SDK + service + ".model." + EXCEPTIONS.get(service));
    Set<String> names = new TreeSet<>();
    try (JarFile jar =
        new JarFile(any.getProtectionDomain().getCodeSource().getLocation().getPath())) {
      jar.stream()
          .map(entry -> path.matcher(entry.getName()))
          .filter(Matcher::matches)
          .forEach(found -> names.add(found.group(1)));
    }
    return names;
  }

  private static OperationInfo binding(String service, String name)
      throws ReflectiveOperationException {
    Field binding =
        Class.forName(SDK + service + ".transform." + name + "RequestMarshaller")
            .getDeclaredField("SDK_OPERATION_BINDING");
    binding.setAccessible(true);
    return (OperationInfo) binding.get(null);
  }

  private String constraints() throws IOException, ReflectiveOperationException {
    Map<String, Map<String, String>> before = new HashMap<>();
    for (String[] row : rows("constraints.tsv")) {
      Map<String, String> parts = new LinkedHashMap<>();
      for (String part : List.of(row).subList(3, row.length)) {
        int equals = part.indexOf('=');
        parts.put(
            equals < 0 ? part : part.substring(0, equals),
            equals < 0 ? "" : part.substring(equals + 1));
      }
      before.put(String.join("\t", row[0], row[1], row[2]), parts);
    }
    TreeMap<String, Map<String, String>> after = new TreeMap<>();
    for (String service : SERVICES) {
      for (String name : operationsOfTheSdk(service)) {
        JsonNode shape = shape(service, model(service).path("operations").path(name).path("input"));
        structure(service, name + "Request", builder(service, name + "Request"), shape, after);
      }
    }
    int kept = 0;
    for (Map.Entry<String, Map<String, String>> member : after.entrySet()) {
      Map<String, String> old = before.getOrDefault(member.getKey(), Map.of());
      Map<String, String> parts = member.getValue();
      for (String kind : KINDS) {
        boolean told = !models.isEmpty() || KINDS_OF_THE_SDK.contains(kind);
        if (!told && old.containsKey(kind)) {
          parts.put(kind, old.get(kind));
          kept++;
        } else if (kind.endsWith("enum") && old.containsKey(kind)) {
          parts.merge(kind, old.get(kind), (now, then) -> merged(then, now));
        }
      }
    }
    kept("%d marks of required and sensitive members, bounds and patterns", kept);
    List<String> lines = new ArrayList<>(comments("constraints.tsv"));
    after.forEach((member, parts) -> {
      if (!parts.isEmpty()) {
        StringBuilder line = new StringBuilder(member);
        for (String kind : KINDS) {
          if (parts.containsKey(kind)) {
            line.append('\t').append(kind);
            line.append(parts.get(kind).isEmpty() ? "" : "=" + parts.get(kind));
          }
        }
        lines.add(line.toString());
      }
    });
    return text(lines);
  }

  /**
   * Returns the values of an enumeration in AWS's printed order, which only the present table
   * contains; new values come last. Only a service model removes values, since the SDK may be older
   * than the table.
   */
  private String merged(String old, String now) {
    Set<String> values = new LinkedHashSet<>(List.of(old.split("\\|")));
    List<String> current = List.of(now.split("\\|"));
    if (!models.isEmpty()) {
      values.retainAll(current);
    }
    values.addAll(current);
    return String.join("|", values);
  }

  private void structure(
      String service,
      String name,
      SdkPojo builder,
      JsonNode shape,
      Map<String, Map<String, String>> members)
      throws ReflectiveOperationException {
    Set<String> required = new HashSet<>();
    shape.path("required").forEach(member -> required.add(member.asText()));
    for (SdkField<?> field : builder.sdkFields()) {
      String key = String.join("\t", service, name, field.locationName());
      Map<String, String> parts = new HashMap<>();
      if (members.putIfAbsent(key, parts) != null) {
        continue;
      }
      Map.Entry<String, JsonNode> modelled = member(shape, field.locationName());
      JsonNode target = modelled == null ? shape.path("none") : shape(service, modelled.getValue());
      if (!models.isEmpty() && target.isMissingNode()) {
        notes.add("Not in the service model: " + key.replace('\t', ' '));
      }
      if (modelled != null && required.contains(modelled.getKey())) {
        parts.put("required", "");
      }
      addEnums(field, builder.getClass().getEnclosingClass(), parts);
      addModelled(service, target, parts);
      nested(service, field, target, members);
    }
  }

  private static Map.@Nullable Entry<String, JsonNode> member(JsonNode shape, String wireName) {
    for (Map.Entry<String, JsonNode> member : shape.path("members").properties()) {
      if (member.getValue().path("locationName").asText(member.getKey()).equals(wireName)) {
        return member;
      }
    }
    return null;
  }

  private void nested(
      String service, SdkField<?> field, JsonNode shape, Map<String, Map<String, String>> members)
      throws ReflectiveOperationException {
    switch (field.marshallingType().getKnownType()) {
      case LIST ->
          nested(
              service,
              field.getTrait(ListTrait.class).memberFieldInfo(),
              shape(service, shape.path("member")),
              members);
      case MAP ->
          nested(
              service,
              field.getTrait(MapTrait.class).valueFieldInfo(),
              shape(service, shape.path("value")),
              members);
      case SDK_POJO -> {
        SdkPojo builder = field.constructor().get();
        String name = builder.getClass().getEnclosingClass().getSimpleName();
        structure(service, name, builder, shape, members);
      }
      default -> {}
    }
  }

  /** Adds enumeration values: the accessors of the SDK's text fields return enumerations. */
  private static void addEnums(SdkField<?> field, Class<?> owner, Map<String, String> parts) {
    for (Method accessor : owner.getMethods()) {
      if (accessor.getParameterCount() == 0
          && accessor.getName().equalsIgnoreCase(field.memberName())) {
        addEnum("enum", accessor.getGenericReturnType(), parts);
        if (accessor.getGenericReturnType() instanceof ParameterizedType type) {
          Type[] arguments = type.getActualTypeArguments();
          addEnum(arguments.length == 1 ? "each.enum" : "keys.enum", arguments[0], parts);
        }
      }
    }
  }

  private static void addEnum(String kind, Type type, Map<String, String> parts) {
    if (type instanceof Class<?> values && values.isEnum()) {
      parts.put(
          kind,
          String.join(
              "|",
              Arrays.stream(values.getEnumConstants())
                  .map(Object::toString)
                  .filter(value -> !value.equals("null"))
                  .toList()));
    }
  }

  private void addModelled(String service, JsonNode shape, Map<String, String> parts) {
    addOf("", shape, parts);
    addOf("each.", shape(service, shape.path("member")), parts);
    addOf("keys.", shape(service, shape.path("key")), parts);
    JsonNode values = shape(service, shape.path("value"));
    if (!values.has("member")) {
      addOf("values.", values, parts);
    }
    // The trait hides the value in texts about broken constraints.
    if (shape.path("sensitive").asBoolean() && parts.keySet().stream().anyMatch(SdkTables::shows)) {
      parts.put("sensitive", "");
    }
  }

  private static boolean shows(String kind) {
    return !kind.equals("required");
  }

  private static void addOf(String prefix, JsonNode shape, Map<String, String> parts) {
    List<String> values = new ArrayList<>();
    shape.path("enum").forEach(value -> values.add(value.asText()));
    Map<String, String> all = new HashMap<>();
    all.put("enum", String.join("|", values));
    all.put("min", shape.path("min").asText());
    all.put("max", shape.path("max").asText());
    all.put("pattern", shape.path("pattern").asText());
    all.forEach((kind, value) -> {
      if (!value.isEmpty() && KINDS.contains(prefix + kind)) {
        parts.put(prefix + kind, value);
      }
    });
  }

  private String lambdaErrors() throws IOException, ReflectiveOperationException {
    Map<String, String[]> rows = new TreeMap<>();
    for (String[] row : rows("lambda-errors.tsv")) {
      rows.put(row[0], row);
    }
    kept("type and text of %d errors of Lambda", models.isEmpty() ? rows.size() : 0);
    for (Map.Entry<String, JsonNode> shape : model("lambda").path("shapes").properties()) {
      if (shape.getValue().path("exception").asBoolean()) {
        String type = shape.getValue().path("fault").asBoolean() ? "Service" : "User";
        String text = member(shape.getValue(), "Message") == null ? "message" : "Message";
        rows.put(shape.getKey(), new String[] {shape.getKey(), type, text});
      }
    }
    Set<String> ofTheSdk = new HashSet<>();
    for (String name : classes("lambda", "model/(\\w+Exception)")) {
      Class<?> type = Class.forName(SDK + "lambda.model." + name);
      if (AwsServiceException.class.isAssignableFrom(type) && !name.equals("LambdaException")) {
        ofTheSdk.add(name.toLowerCase(Locale.ROOT));
      }
    }
    for (String code : rows.keySet()) {
      if (!ofTheSdk.remove(code.toLowerCase(Locale.ROOT))) {
        notes.add("Not in the SDK: lambda error " + code);
      }
    }
    ofTheSdk.forEach(name -> unknown.add("No type is known: lambda error " + name));
    List<String> lines = new ArrayList<>(comments("lambda-errors.tsv"));
    rows.values().forEach(row -> lines.add(String.join("\t", row)));
    return text(lines);
  }

  private JsonNode model(String service) {
    return models.getOrDefault(service, new ObjectMapper().missingNode());
  }

  private JsonNode shape(String service, JsonNode reference) {
    return model(service).path("shapes").path(reference.path("shape").asText());
  }

  private static SdkPojo builder(String service, String name) throws ReflectiveOperationException {
    return (SdkPojo)
        Class.forName(SDK + service + ".model." + name).getMethod("builder").invoke(null);
  }

  private List<String[]> rows(String table) throws IOException {
    return Files.readAllLines(folder.resolve(table)).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .toList();
  }

  private List<String> comments(String table) throws IOException {
    return Files.readAllLines(folder.resolve(table)).stream()
        .filter(line -> line.startsWith("#"))
        .toList();
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
