package dev.postern.mapping.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {
  private static final String TOO_MUCH = "the request body takes too much work to validate";
  private static final String UNREADABLE = "Unknown error parsing request body";

  @Test
  void missingPropertiesAreReportedInAlphabeticalOrder() {
    assertThat(problems("{'required':['name','age']}", "{}"))
        .containsExactly("object has missing required properties ([\"age\",\"name\"])");
  }

  @Test
  void emptyBodyIsAnEmptyObject() {
    assertThat(problems("{'type':'object'}", "")).isEmpty();
    assertThat(problems("{'required':['name']}", "")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{'a':1} x", "plain", "{'a':1,}", " ", "[1", "{a:1}"})
  void bodyThatIsNotJsonIsUnreadable(String body) {
    assertThat(problems("{}", body)).containsExactly(UNREADABLE);
  }

  @Test
  void modelsReferToEachOtherByTheirUrl() {
    Map<String, String> models =
        Map.of(
            "Order",
            "{'properties':{'pet':{'$ref':"
                + "'https://apigateway.amazonaws.com/restapis/a1b2c3d4e5/models/Pet'},"
                + "'tag':{'$ref':"
                + "'https://apigateway.amazonaws.com/restapis/a1b2c3d4e5/models/Pet#/definitions/Tag'}}}",
            "Pet",
            "{'required':['name'],'definitions':{'Tag':{'type':'string'}},"
                + "'properties':{'tag':{'$ref':'#/definitions/Tag'}}}");

    assertThat(problems(models, "Order", "{'pet':{'name':'Rex','tag':'a'},'tag':'b'}")).isEmpty();
    assertThat(problems(models, "Order", "{'pet':{}}"))
        .containsExactly("object has missing required properties ([\"name\"])");
    assertThat(problems(models, "Order", "{'tag':1}")).hasSize(1);
    assertThat(problems(models, "Order", "{'pet':{'name':'Rex','tag':1}}")).hasSize(1);
  }

  @Test
  void referencesBetweenModelsMayBeCircular() {
    Map<String, String> models =
        Map.of(
            "Parent",
            "{'required':['name'],'properties':{'children':{'type':'array','items':{'$ref':"
                + "'https://apigateway.amazonaws.com/restapis/x/models/Child'}}}}",
            "Child",
            "{'properties':{'parent':{'$ref':"
                + "'https://apigateway.amazonaws.com/restapis/x/models/Parent'}}}");

    assertThat(problems(models, "Parent", "{'name':'a','children':[{'parent':{'name':'b'}}]}"))
        .isEmpty();
    assertThat(problems(models, "Parent", "{'name':'a','children':[{'parent':{}}]}"))
        .containsExactly("object has missing required properties ([\"name\"])");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'$ref':'http://127.0.0.1:1/schema'}",
        "{'$ref':'file:///etc/passwd'}",
        "{'$ref':'other.json'}",
        "{'$ref':'#/definitions/none'}",
        "{'$ref':'#name'}",
        "{'$ref':'https://apigateway.amazonaws.com/restapis/x/models/None'}",
        "{'$ref':'#'}",
        "{'allOf':[{'$ref':'#'}]}",
        "{'definitions':{'a':{'$ref':'#/definitions/b'},'b':{'$ref':'#/definitions/a'}},"
            + "'$ref':'#/definitions/a'}"
      })
  void unresolvedReferenceFailsWhenItIsReached(String schema) {
    assertThatExceptionOfType(InvalidSchemaException.class)
        .isThrownBy(() -> problems(schema, "{}"));
    assertThat(problems("{'properties':{'a':" + schema.replace("'#'", "'#/x'") + "}}", "{}"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "'text'",
        "{'type':'strin'}",
        "{'required':true}",
        "{'required':[]}",
        "{'properties':{'a':1}}",
        "{'pattern':'('}",
        "{'minLength':-1}",
        "{'multipleOf':0}",
        "{'exclusiveMinimum':true}",
        "{'definitions':{'a':{'type':'none'}}}",
        "{'items':[1]}",
        "{not json"
      })
  void invalidSchemaDoesNotCompile(String schema) {
    assertThatExceptionOfType(InvalidSchemaException.class).isThrownBy(() -> compile(schema));
  }

  @Test
  void invalidModelDoesNotAffectOthers() {
    Map<String, String> models =
        Map.of(
            "Bad",
            "{'properties':{'a':{'$ref':'#/definitions/x'}},'type':'none'}",
            "Good",
            "{'type':'object'}");
    JsonSchema.Compiler compiler =
        new JsonSchema.Compiler(name -> json(models.getOrDefault(name, "")));

    assertThatExceptionOfType(InvalidSchemaException.class)
        .isThrownBy(() -> compiler.compile("Bad"));
    assertThat(compiler.compile("Good").problems("{}".getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "^a$, 'a\n', false",
    "^.$, '\u0085', true",
    "'\\s', '\u00a0', true",
    "[\\s], '\ufeff', true",
    "'[[]', '[', true",
    "'[a&&b]', '&', true",
    "[^]b, '\nb', true",
    "'a{,2}', 'a{,2}', true",
    "\\Aa, Aa, true",
    "\\p{L}, p{L}, true",
    "\\d{2}, 12, true",
    "\\v, '\u000b', true",
    "'(?=a)b', b, false",
    "'\u00e9+', caf\u00e9, true"
  })
  void patternsAreReadAsEcma262(String pattern, String text, boolean found) {
    assertThat(EcmaPattern.compile(pattern).isFoundIn(text, new Effort(0))).isEqualTo(found);
  }

  @Test
  void endlesslyBacktrackingPatternIsStopped() {
    String body = "'" + "a".repeat(60) + "!'";

    assertThat(problems("{'pattern':'^(a|aa)+\\\\1b$'}", body)).containsExactly(TOO_MUCH);
  }

  @Test
  void patternNestedTooDeeplyForTheEngineIsStopped() {
    String body = "'" + "ab".repeat(100_000) + "'";

    assertThat(problems("{'pattern':'^(a|b)*$'}", body)).containsExactly(TOO_MUCH);
  }

  @Test
  void endlesslyBranchingSchemaIsStopped() {
    String schema =
        "{'properties':{'a':{'anyOf':[{'$ref':'#'},{'$ref':'#'},{'$ref':'#'}]}},'required':['z']}";
    String body = "{'z':1,'a':".repeat(60) + "{'z':1}" + "}".repeat(60);

    assertThat(problems(schema, body)).containsExactly(TOO_MUCH);
  }

  @Test
  void expensiveDivisionIsStopped() {
    assertThat(problems("{'multipleOf':3}", "1e999999999")).containsExactly(TOO_MUCH);
    assertThat(problems("{'multipleOf':3}", "1e-999999999")).containsExactly(TOO_MUCH);
    assertThat(problems("{'maximum':3}", "1e999999999"))
        .containsExactly(
            "numeric instance is greater than the required maximum (maximum: 3, found: 1E+999999999)");
    assertThat(problems("{'uniqueItems':true}", "[1e999999999,1e999999998]")).isEmpty();
  }

  @Test
  void exponentOfMoreThan32BitsIsUnreadable() {
    assertThat(problems("{'type':'number'}", "1e99999999999")).containsExactly(UNREADABLE);
    assertThatExceptionOfType(InvalidSchemaException.class)
        .isThrownBy(() -> problems("{'maximum':1e99999999999}", "1"));
  }

  @Test
  void chainOfReferencesInANestedBodyIsStopped() {
    Map<String, String> models = new HashMap<>();
    models.put("A", "{'properties':{'a':" + reference("M0") + "}}");
    for (int i = 0; i < 90; i++) {
      models.put("M" + i, i == 89 ? reference("A") : reference("M" + (i + 1)));
    }

    assertThat(problems(models, "A", "{'a':".repeat(398) + "1" + "}".repeat(398)))
        .containsExactly(TOO_MUCH);
  }

  @Test
  void arraysWithEqualHashCodesAreDistinct() {
    String elements =
        IntStream.range(0, 1 << 15)
            .mapToObj(JsonSchemaTest::withEqualHashCode)
            .collect(Collectors.joining(",", "[", "]"));

    assertThat(problems("{'uniqueItems':true}", elements)).isEmpty();
  }

  private static String withEqualHashCode(int number) {
    return IntStream.range(0, 15)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? "'Aa'" : "'BB'")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String reference(String model) {
    return "{'$ref':'https://apigateway.amazonaws.com/restapis/a1b2c3d4e5/models/" + model + "'}";
  }

  @Test
  void tooDeeplyNestedBodyIsUnreadable() {
    String schema = "{'items':{'allOf':[{'$ref':'#'}]}}";

    assertThat(problems(schema, "[".repeat(400) + "]".repeat(400))).isEmpty();
    assertThat(problems(schema, "[".repeat(401) + "]".repeat(401))).containsExactly(UNREADABLE);
    assertThat(problems(schema, "[".repeat(1_000_000))).containsExactly(UNREADABLE);
  }

  @Test
  void lengthOfErrorTextsIsLimited() {
    String body = "[" + "1,".repeat(100_000) + "1]";

    List<String> problems = problems("{'items':{'type':'string'}}", body);

    assertThat(problems).hasSizeGreaterThan(100);
    assertThat(String.join("", problems)).hasSizeLessThan(20_000);
  }

  private static List<String> problems(String schema, String body) {
    return compile(schema).problems(json(body).getBytes(UTF_8));
  }

  private static List<String> problems(Map<String, String> models, String model, String body) {
    return new JsonSchema.Compiler(name -> models.containsKey(name) ? json(models.get(name)) : null)
        .compile(model)
        .problems(json(body).getBytes(UTF_8));
  }

  private static JsonSchema compile(String schema) {
    return new JsonSchema.Compiler(name -> name.equals("Model") ? json(schema) : null)
        .compile("Model");
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
