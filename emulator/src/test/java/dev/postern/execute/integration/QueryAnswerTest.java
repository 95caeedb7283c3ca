package dev.postern.execute.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.execute.BackendResponse;
import dev.postern.execute.IntegrationRequest;
import dev.postern.http.Headers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers of query services as the JSON that AWS has for {@code Accept: application/json}. */
class QueryAnswerTest {
  private static final String ACTION = "/?Action=GetParameter&Name=a";

  @Test
  void elementsAreMembersAndTextsAreStrings() {
    BackendResponse json =
        converted(
            200,
            """
            <?xml version="1.0"?>
            <!-- by a stand-in -->
            <q:SendMessageResponse xmlns:q="http://queue.amazonaws.com/doc/2012-11-05/" x="1">
              <q:SendMessageResult>
                <MD5OfMessageBody>9b</MD5OfMessageBody>
                <MessageId>7</MessageId>
              </q:SendMessageResult>
              <ResponseMetadata><RequestId>r1</RequestId></ResponseMetadata>
            </q:SendMessageResponse>
            """);

    assertThat(text(json))
        .isEqualTo(
            "{\"SendMessageResponse\":{\"SendMessageResult\":"
                + "{\"MD5OfMessageBody\":\"9b\",\"MessageId\":\"7\"},"
                + "\"ResponseMetadata\":{\"RequestId\":\"r1\"}}}");
    assertThat(json.headers().all("Content-Type")).containsExactly("application/json");
    assertThat(json.headers().get("Content-Length")).isEqualTo("" + json.body().length);
    assertThat(json.headers().get("X-Other")).isEqualTo("kept");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<T><member>1</member></T>                       | {'T':['1']}",
        "<T><member><A>1</A></member><member/></T>       | {'T':[{'A':'1'},null]}",
        "<T>1</T><T>2</T>                                | {'T':['1','2']}",
        "<T>1</T>                                        | {'T':'1'}",
        "<T/><U></U>                                     | {'T':null,'U':null}",
        "<T>a&lt;&#10;<![CDATA[<b>]]>ÿ</T>               | {'T':'a<\\n<b>ÿ'}",
        "<T> a </T>                                      | {'T':' a '}",
        "<T><entry><key>k</key><value>1</value></entry></T> | {'T':{'k':'1'}}",
        "<T><entry>1</entry></T>                         | {'T':{'entry':'1'}}",
        "<ReceiveMessageResult><Message><Body>b</Body></Message></ReceiveMessageResult>"
            + " | {'ReceiveMessageResult':{'messages':[{'Body':'b'}]}}",
      })
  void childrenTellTheKindOfAnElement(String xml, String json) {
    String response = "<XResponse>" + xml + "</XResponse>";

    assertThat(text(converted(200, response)))
        .isEqualTo("{\"XResponse\":" + json.replace('\'', '"') + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | <ErrorResponse><Error><Type>Sender</Type><Code>C</Code><Message>m</Message><Detail/>"
            + "</Error><RequestId>r</RequestId></ErrorResponse> | Sender",
        "403 | <ErrorResponse><Error><Code>C</Code><Message>m</Message></Error>"
            + "<RequestId>r</RequestId></ErrorResponse> | Sender",
        "503 | <Response><Errors><Error><Code>C</Code><Message>m</Message></Error>"
            + "<Error><Code>D</Code></Error></Errors><RequestID>r</RequestID></Response> | Receiver"
      })
  void errorsHaveAwssForm(int status, String xml, String type) {
    BackendResponse json = converted(status, xml);

    assertThat(json.status()).isEqualTo(status);
    assertThat(text(json))
        .isEqualTo(
            "{\"Error\":{\"Code\":\"C\",\"Message\":\"m\",\"Type\":\""
                + type
                + "\"},\"RequestId\":\"r\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text",
        "<XResponse>",
        "<XResponse/><XResponse/>",
        "<html><body>Bad Gateway</body></html>",
        "<ErrorResponse/>",
        "<!DOCTYPE XResponse><XResponse><A>1</A></XResponse>",
        "<!DOCTYPE X [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><XResponse>&e;</XResponse>",
        "<XResponse>&e;</XResponse>",
        "[1]",
        "{",
        "{} {}",
        "{\"GetParameterResponse\":{}}",
        "{\"Error\":{\"Code\":\"C\"}}"
      })
  void otherAnswersStayAsTheyAre(String body) {
    BackendResponse answer = answer(200, body);

    assertThat(QueryAnswer.asJson(answer, ACTION)).isSameAs(answer);
  }

  @Test
  void deepXmlStaysAsItIs() {
    String deep = "<XResponse>".repeat(100_000) + "</XResponse>".repeat(100_000);
    BackendResponse answer = answer(200, deep);

    assertThat(QueryAnswer.asJson(answer, ACTION)).isSameAs(answer);
  }

  @Test
  void longTextWithReferencesIsWhole() {
    String xml = "<XResponse><Body>" + "&quot;&#x41;".repeat(100_000) + "</Body></XResponse>";

    assertThat(text(converted(200, xml)))
        .isEqualTo("{\"XResponse\":{\"Body\":\"" + "\\\"A".repeat(100_000) + "\"}}");
  }

  @Test
  void plainJsonIsWrapped() {
    String parameter = "{\"Parameter\": {\"Value\": \"v\", \"Version\": 1.10}}";

    assertThat(text(converted(200, parameter)))
        .isEqualTo(
            "{\"GetParameterResponse\":{\"GetParameterResult\":"
                + parameter
                + ",\"ResponseMetadata\":{\"RequestId\":\"id1\"}}}");
    assertThat(text(converted(200, "{}"))).contains("\"GetParameterResult\":null,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ParameterNotFound", "com.amazonaws.ssm#ParameterNotFound"})
  void plainJsonErrorHasAwssForm(String type) {
    String error = "{\"__type\":\"" + type + "\",\"message\":\"m\"}";

    assertThat(text(converted(400, error)))
        .isEqualTo(
            "{\"Error\":{\"Code\":\"ParameterNotFound\",\"Message\":\"m\",\"Type\":\"Sender\"},"
                + "\"RequestId\":\"id1\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/?Name=a"})
  void plainJsonOfARequestWithoutActionStays(String uri) {
    BackendResponse answer = answer(200, "{\"Parameter\":{}}");

    assertThat(QueryAnswer.asJson(answer, uri)).isSameAs(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json,true",
    "Application/JSON; charset=utf-8,true",
    "*/*,false",
    "text/xml,false",
    "'application/json, text/xml',false"
  })
  void acceptDecides(String accept, boolean json) {
    IntegrationRequest request =
        new IntegrationRequest("POST", "/", Headers.of("accept", accept), new byte[0]);

    assertThat(QueryAnswer.isJsonFor(request)).isEqualTo(json);
  }

  @Test
  void requestWithoutAcceptAsksForNothing() {
    IntegrationRequest request = new IntegrationRequest("POST", "/", Headers.empty(), new byte[0]);

    assertThat(QueryAnswer.isJsonFor(request)).isFalse();
  }

  private static BackendResponse converted(int status, String body) {
    return QueryAnswer.asJson(answer(status, body), ACTION);
  }

  private static BackendResponse answer(int status, String body) {
    Headers headers =
        Headers.of(
            "content-type",
            "text/xml",
            "Content-Length",
            "1",
            "X-Other",
            "kept",
            "x-amzn-requestid",
            "id1");
    return BackendResponse.of(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(BackendResponse answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
