package dev.postern.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TemplateTest {

  @Test
  void overridesAreWrittenToTheContext() {
    MappingInput input = new Inputs().query("to", "b").input();

    Template.compile(
            """
            #set($context.requestOverride.header.X-A = ["1", "2"])
            #set($context.requestOverride.querystring.to = $input.params('to'))
            #set($context.responseOverride.status = 201)
            """)
        .render(input);

    assertThat(input.context())
        .containsEntry(
            "requestOverride",
            Map.of(
                "header", Map.of("X-A", List.of("1", "2")),
                "path", Map.of(),
                "querystring", Map.of("to", "b")))
        .containsEntry("responseOverride", Map.of("header", Map.of(), "status", 201));
  }

  @Test
  void responseTemplateSeesTheOverridesOfTheRequestTemplate() {
    MappingInput request = new Inputs().input();
    Template.compile("#set($context.responseOverride.status = 444){\"statusCode\": 200}")
        .render(request);

    MappingInput response = request.forResponse(new Payload(new byte[0]), Headers.empty());

    assertThat(Template.compile("$context.responseOverride.status").render(response))
        .isEqualTo("444");
  }

  @Test
  void responseTemplateReadsTheIntegrationsBodyAndTheClientsParameters() {
    MappingInput request = new Inputs().body("{\"a\":1}").path("id", "7").input();

    MappingInput response =
        request.forResponse(new Payload("{\"b\":2}".getBytes(UTF_8)), Headers.empty());

    assertThat(Template.compile("$input.json('$') $input.params('id')").render(response))
        .isEqualTo("{\"b\":2} 7");
  }

  @Test
  void bodyThatIsNotJsonFailsWithTheReason() {
    Template template = Template.compile("$input.json('$.a')");
    MappingInput input = new Inputs().body("{\"a\":").input();

    assertThatThrownBy(() -> template.render(input))
        .isInstanceOf(TemplateException.class)
        .hasCauseInstanceOf(InvalidJsonBodyException.class);
  }

  @Test
  void assignmentOfAContextMapDoesNotShareIt() {
    MappingInput input = new Inputs().context("identity.sourceIp", "192.0.2.1").input();

    String text =
        Template.compile("#set($context.copy = $context.identity)$context.copy.sourceIp")
            .render(input);

    assertThat(text).isEqualTo("192.0.2.1");
    assertThat(input.context()).containsEntry("copy", Map.of("sourceIp", "192.0.2.1"));
  }

  @Test
  void manyThreadsRenderOneTemplateConcurrently() throws Exception {
    Template template =
        Template.compile(
            "#set($n = $input.path('$.n'))#define($b)<$n>#end#macro(twice $x)$x$x#end"
                + "#foreach($i in $input.path('$.list'))$b$i#twice($foreach.count)#end"
                + "$util.escapeJavaScript($b).replaceAll('<', '-')#set($context.mine = $n)"
                + "$context.mine");
    List<Future<String>> texts = new ArrayList<>();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 500; i++) {
        MappingInput input = new Inputs().body("{\"n\":" + i + ",\"list\":[1,2]}").input();
        texts.add(threads.submit(() -> template.render(input)));
      }
    }

    for (int i = 0; i < 500; i++) {
      String expected = "<N>111<N>222-N>N".replace("N", Integer.toString(i));
      assertThat(texts.get(i).get()).isEqualTo(expected);
    }
  }
}
