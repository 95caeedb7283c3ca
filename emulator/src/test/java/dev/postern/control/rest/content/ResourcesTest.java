package dev.postern.control.rest.content;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.postern.aws.Limits;
import dev.postern.aws.Quota;
import dev.postern.control.rest.RestFixture;
import dev.postern.control.state.RestApiContent;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateResourceRequest;
import software.amazon.awssdk.services.apigateway.model.CreateResourceResponse;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteResourceRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourceRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourceResponse;
import software.amazon.awssdk.services.apigateway.model.GetResourcesRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourcesResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.UpdateResourceRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateResourceResponse;

class ResourcesTest {
  private final RestFixture rest = new RestFixture();
  private final CreateRestApiResponse api = rest.api();
  private final String root = api.rootResourceId();

  private String child(String parentId, String pathPart) {
    return rest.resource(api, parentId, pathPart).id();
  }

  private CreateResourceRequest create(String parentId, String pathPart) {
    return CreateResourceRequest.builder()
        .restApiId(api.id())
        .parentId(parentId)
        .pathPart(pathPart)
        .build();
  }

  private UpdateResourceRequest update(String resourceId, String... operations) {
    return UpdateResourceRequest.builder()
        .restApiId(api.id())
        .resourceId(resourceId)
        .patchOperations(patches(operations))
        .build();
  }

  private Set<String> paths() {
    return rest.state(api.id()).content().paths().keySet();
  }

  @Test
  void createReturnsTheResourceWithItsPath() {
    String pets = child(root, "pets");

    CreateResourceResponse created = rest.resource(api, pets, "{id}");

    assertThat(created.id()).matches("[a-z0-9]{6}");
    assertThat(created.parentId()).isEqualTo(pets);
    assertThat(created.pathPart()).isEqualTo("{id}");
    assertThat(created.path()).isEqualTo("/pets/{id}");
    assertThat(created.hasResourceMethods()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A.b_c-1", "a:b", "a,b", "{id}", "{proxy+}"})
  void validPathPartsAreAccepted(String pathPart) {
    assertThat(rest.resource(api, root, pathPart).path()).isEqualTo("/" + pathPart);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a/b", "{id", "x{id}", "{id}x", "{}", "{a+b}", "ä"})
  void invalidPathPartsAreRefused(String pathPart) {
    rest.refused(
        create(root, pathPart),
        400,
        "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly"
            + " braces at the beginning and the end.");
  }

  @Test
  void createRefusesATakenPath() {
    String greedy = child(child(root, "pets"), "{proxy+}");
    child(root, "{id}");

    rest.refused(create(root, ""), 400, "Resource's path part must be specified");
    rest.refused(
        create(root, "pets"),
        409,
        "Another resource with the same parent already has this name: pets");
    rest.refused(
        create(root, "{other}"),
        400,
        "A sibling ({id}) of this resource already has a variable path part -- only one is"
            + " allowed");
    rest.refused(
        create(greedy, "x"),
        400,
        "Cannot create a child of a resource with a greedy path variable: {proxy+}");
    rest.refused(create("nope42", "x"), 404, "Invalid Resource identifier specified");
    rest.refused(
        create(root, "x").toBuilder().restApiId("nope").build(),
        404,
        "Invalid Resource identifier specified");
  }

  @Test
  void childrenOfSiblingsDoNotConflict() {
    child(child(root, "{id}"), "{deeper}");

    assertThat(rest.resource(api, child(root, "pets"), "{id}").path()).isEqualTo("/pets/{id}");
  }

  @Test
  void quotaIsEnforced() {
    RestFixture small = new RestFixture(Limits.AWS.with(Quota.RESOURCES_PER_API, 3));
    CreateRestApiResponse smallApi = small.api();
    small.resource(smallApi, smallApi.rootResourceId(), "a");
    small.resource(smallApi, smallApi.rootResourceId(), "b");

    small.refused(
        CreateResourceRequest.builder()
            .restApiId(smallApi.id())
            .parentId(smallApi.rootResourceId())
            .pathPart("c")
            .build(),
        429,
        "Maximum number of Resources for this API has been reached.  Please contact AWS if you need"
            + " additional Resources.");
  }

  @Test
  void listIsOrderedByPathAndPaged() {
    String pets = child(root, "pets");
    child(pets, "{id}");
    child(root, "dogs");

    GetResourcesResponse first =
        rest.call(GetResourcesRequest.builder().restApiId(api.id()).limit(3).build());
    GetResourcesResponse second =
        rest.call(
            GetResourcesRequest.builder().restApiId(api.id()).position(first.position()).build());

    assertThat(first.items()).extracting(Resource::path).containsExactly("/", "/dogs", "/pets");
    assertThat(second.items()).extracting(Resource::path).containsExactly("/pets/{id}");
    assertThat(second.position()).isNull();
    rest.refused(
        GetResourcesRequest.builder().restApiId("nope").build(),
        404,
        "Invalid API identifier specified 000000000000:nope");
  }

  @Test
  void methodsAreEmbeddedOnlyOnRequest() {
    String pets = child(root, "pets");
    rest.mock(api.id(), pets, "GET");

    GetResourceResponse plain =
        rest.call(GetResourceRequest.builder().restApiId(api.id()).resourceId(pets).build());
    GetResourceResponse full =
        rest.call(
            GetResourceRequest.builder()
                .restApiId(api.id())
                .resourceId(pets)
                .embed("methods")
                .build());

    assertThat(plain.resourceMethods()).containsExactly(entry("GET", Method.builder().build()));
    assertThat(full.resourceMethods().values())
        .extracting(method -> method.methodIntegration().typeAsString())
        .containsExactly("MOCK");
  }

  @Test
  void movingRewritesThePathsOfDescendants() {
    String pets = child(root, "pets");
    child(child(pets, "{id}"), "photos");
    String animals = child(root, "animals");

    UpdateResourceResponse moved =
        rest.call(update(pets, "replace /pathPart dogs", "replace /parentId " + animals));

    assertThat(moved.path()).isEqualTo("/animals/dogs");
    assertThat(paths())
        .containsExactly(
            "/", "/animals", "/animals/dogs", "/animals/dogs/{id}", "/animals/dogs/{id}/photos");
  }

  @Test
  void updateRefusesAnInvalidTree() {
    String pets = child(root, "pets");
    String id = child(pets, "{id}");
    child(root, "dogs");

    rest.refused(update(pets, "replace /parentId " + id), 400, "Resources cannot be cyclical.");
    rest.refused(update(pets, "replace /parentId " + pets), 400, "Resources cannot be cyclical.");
    rest.refused(
        update(pets, "replace /parentId nope42"), 404, "Invalid Resource identifier specified");
    rest.refused(
        update(pets, "replace /pathPart dogs"),
        409,
        "Another resource with the same parent already has this name: dogs");
    rest.refused(
        update(root, "replace /parentId " + pets),
        400,
        "Root resource cannot update its parentId.");
    rest.refused(
        update(root, "replace /pathPart x"), 400, "Root resource cannot update its pathPart.");
    rest.refused(
        update(pets, "add /pathPart x"),
        400,
        "Invalid patch path  '/pathPart' specified for op 'add'. Please choose supported"
            + " operations");
    rest.refused(
        update(pets, "replace /path x"),
        400,
        "Invalid patch path  '/path' specified for op 'replace'. Must be one of: [/parentId,"
            + " /pathPart]");
    rest.refused(update("nope42"), 404, "Invalid Resource identifier specified");
  }

  @Test
  void onlyVariableOfAParentCanBeRenamed() {
    String id = child(root, "{id}");

    UpdateResourceResponse renamed = rest.call(update(id, "replace /pathPart {name}"));

    assertThat(renamed.path()).isEqualTo("/{name}");
    assertThat(paths()).containsExactly("/", "/{name}");
  }

  @Test
  void deleteRemovesExactlyTheSubtree() {
    String pets = child(root, "pets");
    child(pets, "{id}");
    child(root, "pets-of-others");

    rest.<SdkPojo>call(
        DeleteResourceRequest.builder().restApiId(api.id()).resourceId(pets).build());

    assertThat(paths()).containsExactly("/", "/pets-of-others");
    assertThat(rest.state(api.id()).content().resources()).hasSize(2);
    rest.refused(
        DeleteResourceRequest.builder().restApiId(api.id()).resourceId(root).build(),
        400,
        "Root resource cannot be deleted.");
  }

  @Test
  void editingAMethodTouchesNoOtherPartOfTheApi() {
    String pets = child(root, "pets");
    RestApiContent before = rest.state(api.id()).content();

    rest.mock(api.id(), pets, "GET");

    RestApiContent after = rest.state(api.id()).content();
    assertThat(after.paths()).isSameAs(before.paths());
    assertThat(after.models()).isSameAs(before.models());
    assertThat(after.resource(root).orElseThrow()).isSameAs(before.resource(root).orElseThrow());
  }

  @Test
  void editsOfTheDraftPublishNothing() {
    int before = rest.publisher.published.size();

    rest.mock(api.id(), child(root, "pets"), "GET");

    assertThat(rest.publisher.published).hasSize(before);
  }
}
