package dev.postern.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postern.aws.error.AwsException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApisResponse;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.apigateway.model.UpdateUsagePlanResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionCode;

class JsonCodecTest {
  private final JsonCodec codec = new JsonCodec();

  @Test
  void unknownMembersAreIgnored() {
    SdkPojo read = read(RestApi.builder(), "{\"nobody\":{\"name\":[1,{}]},\"name\":\"pets\"}");

    assertThat(read).isEqualTo(RestApi.builder().name("pets").build());
  }

  @Test
  void nullIsAbsence() {
    SdkPojo read = read(RestApi.builder(), "{\"name\":null,\"binaryMediaTypes\":null}");

    assertThat(read).isEqualTo(RestApi.builder().build());
  }

  @Test
  void nullAsTheValueOfAMapStaysInTheMap() {
    SdkPojo read =
        read(IntegrationResponse.builder(), "{\"responseTemplates\":{\"application/json\":null}}");

    assertThat(((IntegrationResponse) read).responseTemplates())
        .containsEntry("application/json", null);
    assertThat(written(read)).isEqualTo("{\"responseTemplates\":{\"application/json\":null}}");
  }

  @Test
  void emptyBodyIsAnObjectWithoutMembers() {
    assertThat(read(RestApi.builder(), "")).isEqualTo(RestApi.builder().build());
  }

  @Test
  void membersOfThePathAreNotReadFromTheBody() {
    SdkPojo read =
        read(PutIntegrationRequest.builder(), "{\"http_method\":\"GET\",\"httpMethod\":\"POST\"}");

    assertThat(read)
        .isEqualTo(PutIntegrationRequest.builder().integrationHttpMethod("POST").build());
  }

  @Test
  void unknownEnumTextIsKept() {
    SdkPojo read = read(CreateRestApiRequest.builder(), "{\"apiKeySource\":\"MOON\"}");

    assertThat(((CreateRestApiRequest) read).apiKeySourceAsString()).isEqualTo("MOON");
  }

  @Test
  void aDeploymentPackageOfManyMegabytesIsReadWhole() {
    byte[] zip = new byte[48_000_000];
    zip[zip.length - 1] = 7;
    String body = "{\"Code\":{\"ZipFile\":\"" + Base64.getEncoder().encodeToString(zip) + "\"}}";

    CreateFunctionRequest read =
        (CreateFunctionRequest) read(CreateFunctionRequest.builder(), body);

    assertThat(read.code().zipFile().asByteArrayUnsafe()).isEqualTo(zip);
  }

  static Stream<Arguments> wrongTypes() {
    String number = "class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be ";
    return Stream.of(
        Arguments.of("{\"name\":5}", number + "converted to an String"),
        Arguments.of("{\"name\":1.5}", number + "converted to an String"),
        Arguments.of(
            "{\"name\":true}", "class java.lang.Boolean can not be converted to an String"),
        Arguments.of("{\"name\":[]}", "Start of list found where not expected"),
        Arguments.of("{\"name\":{}}", "Start of structure or map found where not expected."),
        Arguments.of("{\"minimumCompressionSize\":1.5}", number + "converted to an Integer"),
        Arguments.of("{\"minimumCompressionSize\":2147483648}", number + "converted to an Integer"),
        Arguments.of(
            "{\"minimumCompressionSize\":123456789012345678901234567890}",
            number + "converted to an Integer"),
        Arguments.of(
            "{\"minimumCompressionSize\":\"5\"}",
            "class java.lang.String can not be converted to an Integer"),
        Arguments.of(
            "{\"disableExecuteApiEndpoint\":\"true\"}",
            "class java.lang.String can not be converted to an Boolean"),
        Arguments.of("{\"binaryMediaTypes\":\"image/png\"}", "Unexpected field type"),
        Arguments.of(
            "{\"binaryMediaTypes\":{}}", "Start of structure or map found where not expected."),
        Arguments.of("{\"binaryMediaTypes\":[null]}", "Null found where not expected"),
        Arguments.of("{\"endpointConfiguration\":[]}", "Start of list found where not expected"),
        Arguments.of("{\"tags\":3}", "Unexpected field type"),
        Arguments.of("[]", "Start of list found where not expected"),
        Arguments.of("\"text\"", "Unexpected field type"));
  }

  @ParameterizedTest
  @MethodSource("wrongTypes")
  void aValueOfTheWrongTypeIsASerializationException(String body, String text) {
    assertThatExceptionOfType(AwsException.class)
        .isThrownBy(() -> read(CreateRestApiRequest.builder(), body))
        .satisfies(e -> assertThat(e.status()).isEqualTo(400))
        .satisfies(e -> assertThat(e.code()).isEqualTo("SerializationException"))
        .withMessage(text);
  }

  static Stream<String> brokenJson() {
    return Stream.of(
        "{",
        "{\"name\":\"x\"",
        "{\"name\":}",
        "name=x",
        "{\"name\":\"x\"} {}",
        "{\"name\":\"\u0001\"}",
        "{\"deep\":" + "[".repeat(5000));
  }

  @ParameterizedTest
  @MethodSource("brokenJson")
  void brokenJsonIsASerializationException(String body) {
    assertThatExceptionOfType(AwsException.class)
        .isThrownBy(() -> read(CreateRestApiRequest.builder(), body))
        .satisfies(e -> assertThat(e.code()).isEqualTo("SerializationException"))
        .withMessageStartingWith("Could not parse request body into json: ");
  }

  @Test
  void brokenBase64IsASerializationException() {
    assertThatExceptionOfType(AwsException.class)
        .isThrownBy(() -> read(FunctionCode.builder(), "{\"ZipFile\":\"%%%\"}"))
        .satisfies(e -> assertThat(e.code()).isEqualTo("SerializationException"));
  }

  @Test
  void unsetCollectionsAreLeftOutAndEmptyOnesWritten() {
    assertThat(written(RestApi.builder().id("a1").build())).isEqualTo("{\"id\":\"a1\"}");
    assertThat(written(RestApi.builder().binaryMediaTypes(List.of()).tags(Map.of()).build()))
        .isEqualTo("{\"binaryMediaTypes\":[],\"tags\":{}}");
  }

  @Test
  void listsOfTheFirstVersionAreCalledItemOnTheWire() {
    GetRestApisResponse response =
        GetRestApisResponse.builder().items(RestApi.builder().id("a1").build()).build();

    assertThat(written(response)).isEqualTo("{\"item\":[{\"id\":\"a1\"}]}");
  }

  @Test
  void timestampsAreEpochSecondsInTheFirstVersion() {
    assertThat(
            written(RestApi.builder().createdDate(Instant.parse("2017-11-22T19:30:50Z")).build()))
        .isEqualTo("{\"createdDate\":1511379050}");
    assertThat(
            written(
                RestApi.builder().createdDate(Instant.parse("2017-11-22T19:30:50.120Z")).build()))
        .isEqualTo("{\"createdDate\":1511379050.120}");
  }

  @Test
  void timestampsAreTextInTheSecondVersion() {
    CreateApiResponse response =
        CreateApiResponse.builder().createdDate(Instant.parse("2018-11-15T06:49:09Z")).build();

    assertThat(written(response)).isEqualTo("{\"createdDate\":\"2018-11-15T06:49:09Z\"}");
  }

  @Test
  void timestampsAreReadInAnyFormat() {
    RestApi expected = RestApi.builder().createdDate(Instant.ofEpochSecond(1511379050)).build();

    assertThat(read(RestApi.builder(), "{\"createdDate\":1511379050}")).isEqualTo(expected);
    assertThat(read(RestApi.builder(), "{\"createdDate\":1.51137905E9}")).isEqualTo(expected);
    assertThat(read(RestApi.builder(), "{\"createdDate\":\"2017-11-22T19:30:50Z\"}"))
        .isEqualTo(expected);
    assertThat(read(RestApi.builder(), "{\"createdDate\":\"Wed, 22 Nov 2017 19:30:50 GMT\"}"))
        .isEqualTo(expected);
  }

  @Test
  void anImpossibleTimestampIsASerializationException() {
    for (String value : List.of("1e999999999", "\"soon\"", "true", "\"Txx\"")) {
      assertThatExceptionOfType(AwsException.class)
          .isThrownBy(() -> read(RestApi.builder(), "{\"createdDate\":" + value + "}"))
          .withMessageEndingWith("can not be converted to an Timestamp");
    }
  }

  @Test
  void doublesKeepTheirFraction() {
    UpdateUsagePlanResponse response =
        UpdateUsagePlanResponse.builder().throttle(t -> t.rateLimit(200.0).burstLimit(5)).build();

    assertThat(written(response))
        .isEqualTo("{\"throttle\":{\"burstLimit\":5,\"rateLimit\":200.0}}");
  }

  @Test
  void writtenObjectsAreReadBackEqual() {
    Map<String, @Nullable String> templates = new HashMap<>();
    templates.put("application/json", "");
    IntegrationResponse stored =
        IntegrationResponse.builder()
            .statusCode("200")
            .selectionPattern("")
            .responseTemplates(templates)
            .build();

    assertThat(codec.read(IntegrationResponse.builder(), codec.write(stored))).isEqualTo(stored);
  }

  private SdkPojo read(SdkPojo builder, String body) {
    return codec.read(builder, body.getBytes(UTF_8));
  }

  private String written(SdkPojo pojo) {
    return new String(codec.write(pojo), UTF_8);
  }
}
