package dev.postern.control.rest.documentation;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.control.openapi.DocumentationLocations;
import dev.postern.control.rest.RestFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateDocumentationPartRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDocumentationPartResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteDocumentationPartRequest;
import software.amazon.awssdk.services.apigateway.model.DocumentationPart;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartLocation;
import software.amazon.awssdk.services.apigateway.model.GetDocumentationPartRequest;
import software.amazon.awssdk.services.apigateway.model.GetDocumentationPartsRequest;
import software.amazon.awssdk.services.apigateway.model.GetDocumentationPartsResponse;
import software.amazon.awssdk.services.apigateway.model.ImportDocumentationPartsRequest;
import software.amazon.awssdk.services.apigateway.model.ImportDocumentationPartsResponse;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateDocumentationPartRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateDocumentationPartResponse;

class DocumentationPartsTest {
  private static final String NO_PART = "Invalid Documentation part identifier specified";

  private final RestFixture rest = new RestFixture();
  private final String api = rest.api().id();

  private CreateDocumentationPartRequest creation(
      DocumentationPartLocation.Builder location, String properties) {
    return CreateDocumentationPartRequest.builder()
        .restApiId(api)
        .location(location.build())
        .properties(properties)
        .build();
  }

  private CreateDocumentationPartResponse create(DocumentationPartLocation.Builder location) {
    return rest.call(creation(location, "{\"description\":\"d\"}"));
  }

  private static DocumentationPartLocation.Builder location(String type) {
    return DocumentationPartLocation.builder().type(type);
  }

  private GetDocumentationPartsResponse list(GetDocumentationPartsRequest.Builder request) {
    return rest.call(request.restApiId(api).build());
  }

  private List<String> locations(GetDocumentationPartsRequest.Builder request) {
    return list(request).items().stream()
        .map(part -> DocumentationLocations.text(part.location()))
        .toList();
  }

  private ImportDocumentationPartsRequest.Builder importing(String parts) {
    String file =
        "{\"openapi\":\"3.0.1\",\"x-amazon-apigateway-documentation\":{\"documentationParts\":"
            + parts
            + "}}";
    return ImportDocumentationPartsRequest.builder()
        .restApiId(api)
        .body(SdkBytes.fromUtf8String(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          API             |     | type 'API'
          RESOURCE        |     | type 'RESOURCE', path '/'
          METHOD          |     | type 'METHOD', path '/', method '*'
          REQUEST_BODY    |     | type 'REQUEST_BODY', path '/', method '*'
          RESPONSE        |     | type 'RESPONSE', path '/', method '*', statusCode '*'
          MODEL           | Pet | type 'MODEL', name 'Pet'
          PATH_PARAMETER  | id  | type 'PATH_PARAMETER', path '/', method '*', name 'id'
          RESPONSE_HEADER | X   | type 'RESPONSE_HEADER', path '/', method '*', statusCode '*', name 'X'
          """)
  void missingLocationFieldsHaveDefaults(String type, String name, String stored) {
    CreateDocumentationPartResponse part = create(location(type).name(name).path(""));

    assertThat(DocumentationLocations.text(part.location())).isEqualTo(stored);
    assertThat(part.id()).matches("[a-z0-9]{6}");
    assertThat(part.properties()).isEqualTo("{\"description\":\"d\"}");
  }

  @Test
  void locationHasAtMostOnePart() {
    create(location("API"));
    create(location("METHOD").path("/pets").method("GET"));

    rest.refused(
        creation(location("API"), "{}"),
        409,
        "Documentation part already exists for the specified location: type 'API'");
    rest.refused(
        creation(location("METHOD").path("/pets").method("GET"), "{}"),
        409,
        "Documentation part already exists for the specified location: type 'METHOD', path"
            + " '/pets', method 'GET'");
  }

  @Test
  void invalidPartIsRefused() {
    rest.refused(
        creation(location("API").path("/"), "{}"),
        400,
        "Invalid location field 'path' specified for documentation part of type 'API'");
    rest.refused(
        creation(location("METHOD").statusCode("200"), "{}"),
        400,
        "Invalid location field 'statusCode' specified for documentation part of type 'METHOD'");
    rest.refused(
        creation(location("MODEL"), "{}"),
        400,
        "Location field 'name' must be specified for documentation part of type 'MODEL'");
    for (String properties : List.of("", "[]", "{", "text")) {
      rest.refused(
          creation(location("API"), properties),
          400,
          "Documentation part properties must be a valid JSON object");
    }
    rest.refused(
        creation(location("API"), "{}").toBuilder().restApiId("nope").build(),
        404,
        "Invalid API identifier specified 000000000000:nope");
  }

  @Test
  void listIsFilteredAndPaged() {
    create(location("API"));
    create(location("METHOD").path("/pets").method("GET"));
    create(location("METHOD").path("/pets").method("PUT"));
    create(location("QUERY_PARAMETER").path("/pets").name("limit"));

    assertThat(locations(GetDocumentationPartsRequest.builder())).hasSize(4);
    assertThat(locations(GetDocumentationPartsRequest.builder().type("METHOD"))).hasSize(2);
    assertThat(locations(GetDocumentationPartsRequest.builder().path("/pets"))).hasSize(3);
    assertThat(locations(GetDocumentationPartsRequest.builder().nameQuery("limit")))
        .containsExactly("type 'QUERY_PARAMETER', path '/pets', method '*', name 'limit'");
    GetDocumentationPartsResponse first = list(GetDocumentationPartsRequest.builder().limit(3));
    GetDocumentationPartsResponse second =
        list(GetDocumentationPartsRequest.builder().limit(3).position(first.position()));
    assertThat(first.items()).hasSize(3).doesNotContainAnyElementsOf(second.items());
    assertThat(second.items()).hasSize(1);
    assertThat(second.position()).isNull();
  }

  @Test
  void entitiesWithoutAPartAreUndocumented() {
    String root = rest.at(api, "/").id();
    rest.<SdkPojo>call(
        PutMethodRequest.builder()
            .restApiId(api)
            .resourceId(root)
            .httpMethod("GET")
            .authorizationType("NONE")
            .requestParameters(Map.of("method.request.querystring.q", true))
            .requestModels(Map.of("application/json", "Empty"))
            .build());
    rest.<SdkPojo>call(
        PutMethodResponseRequest.builder()
            .restApiId(api)
            .resourceId(root)
            .httpMethod("GET")
            .statusCode("200")
            .responseParameters(Map.of("method.response.header.X-A", false))
            .build());
    create(location("METHOD").method("GET"));
    create(location("MODEL").name("Error"));

    List<String> undocumented =
        locations(GetDocumentationPartsRequest.builder().locationStatus("UNDOCUMENTED"));

    assertThat(undocumented)
        .containsExactly(
            "type 'API'",
            "type 'MODEL', name 'Empty'",
            "type 'QUERY_PARAMETER', path '/', method 'GET', name 'q'",
            "type 'REQUEST_BODY', path '/', method 'GET'",
            "type 'RESOURCE', path '/'",
            "type 'RESPONSE', path '/', method 'GET', statusCode '200'",
            "type 'RESPONSE_HEADER', path '/', method 'GET', statusCode '200', name 'X-A'");
    GetDocumentationPartsResponse first =
        list(GetDocumentationPartsRequest.builder().locationStatus("UNDOCUMENTED").limit(6));
    assertThat(first.items()).allMatch(part -> part.id() == null && part.properties() == null);
    assertThat(
            list(GetDocumentationPartsRequest.builder()
                    .locationStatus("UNDOCUMENTED")
                    .position(first.position()))
                .items())
        .hasSize(1);
  }

  @Test
  void updateReplacesTheProperties() {
    String id = create(location("API")).id();
    UpdateDocumentationPartRequest.Builder update =
        UpdateDocumentationPartRequest.builder().restApiId(api).documentationPartId(id);

    UpdateDocumentationPartResponse part =
        rest.call(update.patchOperations(patches("replace /properties {\"a\":1}")).build());

    assertThat(part.properties()).isEqualTo("{\"a\":1}");
    assertThat(part.location().typeAsString()).isEqualTo("API");
    rest.refused(
        update.patchOperations(patches("replace /location x")).build(),
        400,
        "Invalid patch path  '/location' specified for op 'replace'. Must be one of:"
            + " [/properties]");
    rest.refused(
        update.patchOperations(patches("add /properties x")).build(),
        400,
        "Invalid patch path  '/properties' specified for op 'add'. Please choose supported"
            + " operations");
    rest.refused(
        update.patchOperations(patches("replace /properties")).build(),
        400,
        "Documentation part properties must be a valid JSON object");
    rest.refused(update.restApiId("nope").build(), 404, NO_PART);
  }

  @Test
  void deletedPartIsNotFound() {
    String id = create(location("API")).id();
    DeleteDocumentationPartRequest delete =
        DeleteDocumentationPartRequest.builder().restApiId(api).documentationPartId(id).build();

    rest.<SdkPojo>call(delete);

    rest.refused(delete, 404, NO_PART);
    rest.refused(
        delete.toBuilder().restApiId("nope").build(),
        404,
        "Invalid API identifier specified 000000000000:nope");
    rest.refused(
        GetDocumentationPartRequest.builder().restApiId(api).documentationPartId(id).build(),
        404,
        NO_PART);
  }

  @Test
  void mergeReplacesAttributesAndOverwriteReplacesAllParts() {
    String old = create(location("API")).id();
    String kept = create(location("RESOURCE").path("/pets")).id();

    ImportDocumentationPartsResponse merged =
        rest.call(
            importing(
                    """
                    [{"location":{"type":"API"},"properties":{"version":"2"}},
                     {"location":{"type":"MODEL","name":"M"},"properties":"{\\"a\\":1}"}]
                    """)
                .build());
    Map<String, DocumentationPart> after = Map.copyOf(rest.state(api).documentation());
    ImportDocumentationPartsResponse overwritten =
        rest.call(
            importing("[{\"location\":{\"type\":\"API\"},\"properties\":{\"version\":\"3\"}}]")
                .mode("overwrite")
                .build());

    assertThat(merged.ids()).hasSize(2).contains(old);
    assertThat(merged.hasWarnings()).isFalse();
    assertThat(after).hasSize(3).containsKey(kept);
    assertThat(after)
        .hasEntrySatisfying(
            old,
            part ->
                assertThat(part.properties())
                    .isEqualTo("{\"description\":\"d\",\"version\":\"2\"}"));
    assertThat(overwritten.ids()).hasSize(1);
    assertThat(rest.state(api).documentation().values())
        .extracting(DocumentationPart::properties)
        .containsExactly("{\"version\":\"3\"}");
  }

  @Test
  void invalidPartsOfAFileCauseWarnings() {
    String parts =
        """
        [{"location":{"type":"MODEL"},"properties":{}},
         {"location":{"type":"NONE"},"properties":{}},
         {"location":{"type":"API"},"properties":[]},
         7,
         {"location":{"type":"RESOURCE"},"properties":{}}]
        """;

    rest.refused(
        importing(parts).failOnWarnings(true).build(),
        400,
        "Documentation part at index 0 is ignored: Location field 'name' must be specified for"
            + " documentation part of type 'MODEL'; Documentation part at index 1 is ignored:"
            + " Invalid location field 'type' specified for documentation part of type 'NONE';"
            + " Documentation part at index 2 is ignored: Documentation part properties must be"
            + " a valid JSON object; Documentation part at index 3 is ignored: Invalid location"
            + " field 'type' specified for documentation part of type ''");
    ImportDocumentationPartsResponse imported = rest.call(importing(parts).build());

    assertThat(imported.ids()).hasSize(1);
    assertThat(imported.warnings()).hasSize(4);
  }

  @Test
  void unreadableFileIsRefused() {
    rest.refused(
        importing("").body(SdkBytes.fromUtf8String("{\"a\":1}")).build(),
        400,
        "Unable to build importer with provided input.");
  }
}
