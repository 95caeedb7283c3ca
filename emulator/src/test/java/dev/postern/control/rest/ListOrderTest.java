package dev.postern.control.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDocumentationPartRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.CreateVpcLinkRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteClientCertificateRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteDocumentationPartRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteVpcLinkRequest;
import software.amazon.awssdk.services.apigateway.model.GenerateClientCertificateRequest;
import software.amazon.awssdk.services.apigateway.model.GetApiKeysRequest;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizersRequest;
import software.amazon.awssdk.services.apigateway.model.GetClientCertificatesRequest;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigateway.model.GetDocumentationPartsRequest;
import software.amazon.awssdk.services.apigateway.model.GetRequestValidatorsRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApisRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlansRequest;
import software.amazon.awssdk.services.apigateway.model.GetVpcLinksRequest;

/** Lists of things with random ids: their order, their pages, and both after a restart. */
class ListOrderTest {
  private static final int CREATED = 7;

  /**
   * A kind of listed thing.
   *
   * @param newestFirst whether the list is recorded to begin with the newest
   * @param create makes the request that creates the nth thing in the API
   * @param page makes the request for two items from a position on
   * @param delete makes the request that deletes by id
   */
  record Kind(
      String name,
      boolean newestFirst,
      Create create,
      Page page,
      BiFunction<String, String, SdkPojo> delete) {
    @Override
    public String toString() {
      return name;
    }
  }

  interface Create {
    SdkPojo request(String apiId, int n);
  }

  interface Page {
    SdkPojo request(String apiId, @Nullable String position);
  }

  private RestFixture rest = new RestFixture();

  static Stream<Kind> kinds() {
    return Stream.of(
        new Kind(
            "APIs",
            false,
            (_, n) -> CreateRestApiRequest.builder().name("n" + n).build(),
            (_, at) -> GetRestApisRequest.builder().limit(2).position(at).build(),
            (_, id) -> DeleteRestApiRequest.builder().restApiId(id).build()),
        new Kind(
            "authorizers",
            false,
            (api, n) ->
                CreateAuthorizerRequest.builder()
                    .restApiId(api)
                    .name("n" + n)
                    .type("COGNITO_USER_POOLS")
                    .build(),
            (api, at) ->
                GetAuthorizersRequest.builder().restApiId(api).limit(2).position(at).build(),
            (api, id) -> DeleteAuthorizerRequest.builder().restApiId(api).authorizerId(id).build()),
        new Kind(
            "request validators",
            false,
            (api, n) ->
                CreateRequestValidatorRequest.builder().restApiId(api).name("n" + n).build(),
            (api, at) ->
                GetRequestValidatorsRequest.builder().restApiId(api).limit(2).position(at).build(),
            (api, id) ->
                DeleteRequestValidatorRequest.builder()
                    .restApiId(api)
                    .requestValidatorId(id)
                    .build()),
        new Kind(
            "deployments",
            false,
            (api, n) ->
                CreateDeploymentRequest.builder().restApiId(api).description("n" + n).build(),
            (api, at) ->
                GetDeploymentsRequest.builder().restApiId(api).limit(2).position(at).build(),
            (api, id) -> DeleteDeploymentRequest.builder().restApiId(api).deploymentId(id).build()),
        new Kind(
            "documentation parts",
            false,
            (api, n) ->
                CreateDocumentationPartRequest.builder()
                    .restApiId(api)
                    .location(at -> at.type("RESOURCE").path("/n" + n))
                    .properties("{\"description\":\"d\"}")
                    .build(),
            (api, at) ->
                GetDocumentationPartsRequest.builder().restApiId(api).limit(2).position(at).build(),
            (api, id) ->
                DeleteDocumentationPartRequest.builder()
                    .restApiId(api)
                    .documentationPartId(id)
                    .build()),
        new Kind(
            "usage plans",
            false,
            (_, n) -> CreateUsagePlanRequest.builder().name("n" + n).build(),
            (_, at) -> GetUsagePlansRequest.builder().limit(2).position(at).build(),
            (_, id) -> DeleteUsagePlanRequest.builder().usagePlanId(id).build()),
        new Kind(
            "client certificates",
            false,
            (_, n) -> GenerateClientCertificateRequest.builder().description("n" + n).build(),
            (_, at) -> GetClientCertificatesRequest.builder().limit(2).position(at).build(),
            (_, id) -> DeleteClientCertificateRequest.builder().clientCertificateId(id).build()),
        new Kind(
            "VPC links",
            false,
            (_, n) ->
                CreateVpcLinkRequest.builder()
                    .name("n" + n)
                    .targetArns(
                        "arn:aws:elasticloadbalancing:eu-west-1:000000000000:loadbalancer/net/n/1")
                    .build(),
            (_, at) -> GetVpcLinksRequest.builder().limit(2).position(at).build(),
            (_, id) -> DeleteVpcLinkRequest.builder().vpcLinkId(id).build()),
        new Kind(
            "API keys",
            true,
            (_, n) -> CreateApiKeyRequest.builder().name("n" + n).build(),
            (_, at) -> GetApiKeysRequest.builder().limit(2).position(at).build(),
            (_, id) -> DeleteApiKeyRequest.builder().apiKey(id).build()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void listIsInTheRecordedOrderOrThatOfCreation(Kind kind) {
    String api = deployable();

    List<String> created = create(kind, api, CREATED);

    assertThat(listed(kind, api)).containsExactlyElementsOf(inOrder(kind, created));
    assertThat(created).as("ids are not in their order by chance").isNotEqualTo(sorted(created));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void orderAndPagesSurviveARestartAndDeletions(Kind kind) {
    String api = deployable();
    List<String> expected = new ArrayList<>(create(kind, api, CREATED));
    SdkPojo first = rest.call(kind.page().request(api, null));

    rest = rest.restarted();
    List<String> seen = ids(first);
    rest.<SdkPojo>call(kind.delete().apply(api, seen.getLast()));
    expected.remove(seen.getLast());
    IntFunction<String> one = n -> id(rest.call(kind.create().request(api, n)));
    expected.addAll(IntStream.range(CREATED, CREATED + 2).mapToObj(one).toList());

    assertThat(listed(kind, api)).containsExactlyElementsOf(inOrder(kind, expected));
    List<String> followed = new ArrayList<>(listed(kind, api, position(first)));
    followed.addFirst(seen.getFirst());
    if (!kind.newestFirst()) {
      assertThat(followed).containsExactlyElementsOf(expected);
    } else {
      assertThat(followed)
          .as("keys that are newer than the first page are on no later page")
          .containsExactlyElementsOf(inOrder(kind, expected.subList(0, expected.size() - 2)));
    }
  }

  /** Returns an API that can be deployed: the first of the list of APIs. */
  private String deployable() {
    var api = rest.api();
    rest.mock(api.id(), api.rootResourceId(), "GET");
    return api.id();
  }

  private List<String> create(Kind kind, String api, int count) {
    List<String> made = new ArrayList<>(kind.name().equals("APIs") ? List.of(api) : List.of());
    for (int n = made.size(); n < count; n++) {
      made.add(id(rest.call(kind.create().request(api, n))));
    }
    return made;
  }

  private List<String> listed(Kind kind, String api) {
    return listed(kind, api, null);
  }

  private List<String> listed(Kind kind, String api, @Nullable String from) {
    List<String> all = new ArrayList<>();
    String position = from;
    do {
      SdkPojo page = rest.call(kind.page().request(api, position));
      assertThat(ids(page)).hasSizeLessThanOrEqualTo(2);
      all.addAll(ids(page));
      position = position(page);
    } while (position != null);
    return all;
  }

  private static List<String> inOrder(Kind kind, List<String> oldestFirst) {
    List<String> expected = new ArrayList<>(oldestFirst);
    if (kind.newestFirst()) {
      Collections.reverse(expected);
    }
    return expected;
  }

  private static List<String> sorted(List<String> ids) {
    return ids.stream().sorted().toList();
  }

  private static List<String> ids(SdkPojo page) {
    return ((List<?>) Objects.requireNonNull(member(page, "item")))
        .stream().map(item -> id((SdkPojo) item)).toList();
  }

  private static String id(SdkPojo thing) {
    return String.valueOf(
        thing.sdkFieldNameToField().containsKey("clientCertificateId")
            ? member(thing, "clientCertificateId")
            : member(thing, "id"));
  }

  private static @Nullable String position(SdkPojo page) {
    return (String) member(page, "position");
  }

  private static @Nullable Object member(SdkPojo pojo, String wireName) {
    SdkField<?> field = pojo.sdkFieldNameToField().get(wireName);
    return field == null ? null : field.getValueOrDefault(pojo);
  }
}
