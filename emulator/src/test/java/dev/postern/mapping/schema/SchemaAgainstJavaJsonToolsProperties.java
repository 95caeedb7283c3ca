package dev.postern.mapping.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.fge.jackson.JsonLoader;
import com.github.fge.jsonschema.core.exceptions.ProcessingException;
import com.github.fge.jsonschema.core.report.LogLevel;
import com.github.fge.jsonschema.core.report.ProcessingMessage;
import com.github.fge.jsonschema.main.JsonSchemaFactory;
import dev.postern.http.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Error texts are those of the java-json-tools validator, which API Gateway returns. */
class SchemaAgainstJavaJsonToolsProperties {
  private static final List<String> UNUSABLE = List.of("(no schema)");

  private final JsonSchemaFactory theirs = JsonSchemaFactory.byDefault();

  @Test
  void randomValuesHaveTheSameErrorTexts() throws IOException {
    int faulty = 0;
    for (long seed = 0; seed < 2_000; seed++) {
      RandomSchemas random = new RandomSchemas(new Random(seed));
      String schema = random.schema();
      for (int i = 0; i < 8; i++) {
        String value = random.value();

        List<String> ours = ours(schema, value);

        assertThat(ours)
            .as("seed %d: %s is held against %s", seed, value, schema)
            .isEqualTo(theirs(schema, value));
        faulty += ours.isEmpty() || ours.equals(UNUSABLE) ? 0 : 1;
      }
    }
    assertThat(faulty).isGreaterThan(4_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          date-time|2020-01-01T00:00:00Z,2020-01-01T00:00:00+01:00,2020-01-01T00:00:00+0100,2020-13-01T00:00:00Z,2020-02-30T00:00:00Z,2020-01-01t00:00:00z,2020-01-01T24:00:00Z,2020-01-01T00:00:60Z,2020-01-01T00:00:00.1Z,2020-01-01T00:00:00.1234567890123Z,2020-01-01T00:00:00,2020-01-01 00:00:00Z,20-01-01T00:00:00Z,2020-01-01T00:00:00.Z,2020-01-01T00:00:00-25:00,2020-01-01T00:00:00+01
          email|a,a@b,a@b.c,@b,a@,a b@c,a.b+c@d-e.f,a@b@c,a..b@c,a@[1.2.3.4],a@b..c,a@b_c,.a@b,a.@b
          ipv4|1.2.3.4,1.2.3,256.1.1.1,01.2.3.4,::1,1.2.3.4.5
          ipv6|::1,1::,1:2:3:4:5:6:7:8,1.2.3.4,[::1],12345::,1:2:3,::1::,1:2:3:4:5:6:7::,64:ff9b::1.2.3.4,::
          hostname|a,a.b,localhost,-a.b,a_b.c,a-.b,.,a.,a..b,1.2.3.4,xn--a.com,a b.c,www.example.com,a.1
          uri|http://a,a,/a,a b,http://a b,urn:x,%zz,http://a|b,#,//a,http://[::1,:a,http://a/{b}
          regex|a,(,[a,a++,{,(?=a),],},(?i)a,*,[b-a],(?:a),[^]]
          uuid|123e4567-e89b-12d3-a456-426614174000,123e4567e89b12d3a456426614174000,1-1-1-1-1,0123e4567-e89b-12d3-a456-426614174000
          md5|d41d8cd98f00b204e9800998ecf8427e,x,zz1d8cd98f00b204e9800998ecf8427e
          base64|YQ==,YQ,Y===,YWE=,YW-=,YW_a,Y Wa,=aaa,aa=a
          json-pointer|/a,a,/a~0,/a~2,/a/,#/a
          mac|00:11:22:33:44:55,00-11-22-33-44-55,001122334455
          """)
  void formatsAreTheSame(String format, String values) throws IOException {
    String schema = "{\"format\":\"" + format + "\"}";
    for (String value : (values + ",").split(",", -1)) {
      assertThat(ours(schema, Json.quote(value)))
          .as(value)
          .isEqualTo(theirs(schema, Json.quote(value)));
    }
  }

  private static List<String> ours(String schema, String value) {
    try {
      return new JsonSchema.Compiler(_ -> schema).compile("Model").problems(value.getBytes(UTF_8));
    } catch (InvalidSchemaException _) {
      return UNUSABLE;
    }
  }

  private List<String> theirs(String schema, String value) throws IOException {
    JsonNode instance = JsonLoader.fromString(value);
    try {
      List<String> problems = new ArrayList<>();
      for (ProcessingMessage message :
          theirs.getJsonSchema(JsonLoader.fromString(schema)).validate(instance)) {
        if (message.getLogLevel().compareTo(LogLevel.ERROR) >= 0) {
          problems.add(message.getMessage());
        }
      }
      return problems;
    } catch (ProcessingException _) {
      return UNUSABLE;
    }
  }
}
