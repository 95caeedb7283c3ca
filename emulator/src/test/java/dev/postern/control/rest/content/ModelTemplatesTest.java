package dev.postern.control.rest.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.control.rest.RestFixture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateModelRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.GetModelTemplateRequest;
import software.amazon.awssdk.services.apigateway.model.GetModelTemplateResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateModelRequest;

class ModelTemplatesTest {
  private final RestFixture rest = new RestFixture();
  private final CreateRestApiResponse api = rest.api();

  private void model(String name, String schema) {
    rest.<SdkPojo>call(
        CreateModelRequest.builder()
            .restApiId(api.id())
            .name(name)
            .contentType("application/json")
            .schema(schema)
            .build());
  }

  private String reference(String name) {
    return "{\"$ref\":\"https://apigateway.amazonaws.com/restapis/%s/models/%s\"}"
        .formatted(api.id(), name);
  }

  private GetModelTemplateRequest request(String name) {
    return GetModelTemplateRequest.builder().restApiId(api.id()).modelName(name).build();
  }

  private String template(String name) {
    return rest.<GetModelTemplateResponse>call(request(name)).value();
  }

  @Test
  void everyTypeHasItsSample() {
    // Source: example of GetModelTemplate in the API reference.
    model(
        "output",
        """
        {"type":"object","properties":{"a":{"type":"number"},"b":{"type":"number"},
        "op":{"type":"string"},"c":{"type":"number"}}}\
        """);

    assertThat(template("output"))
        .isEqualTo(
            "#set($inputRoot = $input.path('$'))\n{\n  \"a\" : 3.1415,\n  \"b\" : 3.1415,\n"
                + "  \"op\" : \"foo\",\n  \"c\" : 3.1415\n}");
  }

  @Test
  void templateOfAnEmptyModelIsAnEmptyObject() {
    assertThat(template("Empty")).isEqualTo("#set($inputRoot = $input.path('$'))\n{ }");
  }

  @Test
  void arrayBecomesALoopOverTheInput() {
    model(
        "Photos",
        """
        {"type":"object","properties":{"photos":{"type":"object","properties":{
        "page":{"type":"integer"},"photo":{"type":"array","items":{"type":"object",
        "properties":{"id":{"type":["null","string"]},"is-public":{"type":"boolean"}}}}}}}}\
        """);

    assertThat(template("Photos"))
        .isEqualTo(
            """
            #set($inputRoot = $input.path('$'))
            {
              "photos" : {
                "page" : 42,
                "photo" : [
            ##TODO: Update this foreach loop to reference array from input json
            #foreach($elem in $inputRoot.photos.photo)
                  {
                    "id" : "foo",
                    "is-public" : true
                  }\s
            #if($foreach.hasNext),#end
            #end
                ]
              }
            }\
            """);
  }

  @Test
  void nestedLoopHasItsOwnVariable() {
    model(
        "Rows",
        "{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}}");

    assertThat(template("Rows"))
        .contains("#foreach($elem in $inputRoot)")
        .contains("#foreach($elem1 in $elem)");
  }

  @Test
  void referencesBetweenModelsAreFollowed() {
    model("Owner", "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}}}");
    model(
        "Pet",
        """
        {"type":"object","properties":{"owner":%s,"tag":{"$ref":"#/definitions/Tag"}},
        "definitions":{"Tag":{"type":"integer"}}}\
        """
            .formatted(reference("Owner")));

    assertThat(template("Pet"))
        .endsWith("{\n  \"owner\" : {\n    \"name\" : \"foo\"\n  },\n  \"tag\" : 42\n}");
  }

  @Test
  void cycleEndsInAnEmptyObject() {
    model("Node", "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"string\"}}}");
    rest.<SdkPojo>call(
        UpdateModelRequest.builder()
            .restApiId(api.id())
            .modelName("Node")
            .patchOperations(
                RestFixture.patches(
                    "replace /schema {\"type\":\"object\",\"properties\":{\"next\":"
                        + reference("Node")
                        + "}}"))
            .build());

    assertThat(template("Node")).endsWith("{\n  \"next\" : {\n    \"next\" : { }\n  }\n}");
  }

  @Test
  void templateOfExponentialModelsIsBounded() {
    model("M0", "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"string\"}}}");
    for (int i = 1; i < 30; i++) {
      String below = reference("M" + (i - 1));
      model(
          "M" + i,
          "{\"type\":\"object\",\"properties\":{\"a\":%s,\"b\":%s}}".formatted(below, below));
    }

    assertThat(template("M29")).hasSizeLessThan(300_000);
  }

  @Test
  void unknownModelHasNoTemplate() {
    rest.refused(request("Nope"), 404, "Invalid model name specified: Nope");
    rest.refused(
        request("Empty").toBuilder().restApiId("nope").build(),
        404,
        "Invalid model name specified: Empty");
  }
}
