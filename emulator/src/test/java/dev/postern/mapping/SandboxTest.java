package dev.postern.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates cannot reach a Java class, file, thread or process by any known way. */
class SandboxTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$x.class",
        "$x.getClass()",
        "$x.class.forName('java.lang.Runtime')",
        "$x.getClass().forName('java.lang.Runtime').getRuntime().exec('id')",
        "$x.class.classLoader",
        "$x.getClass().getClassLoader().loadClass('java.lang.System')",
        "$x.getClass().getProtectionDomain().getCodeSource()",
        "$x.class.getResource('/')",
        "$x.class.inspect('java.lang.Runtime')",
        "$x.class.module",
        "$x.declaringClass",
        "$x.getDeclaringClass()",
        "$x.hashCode().getClass()",
        "$x.toString().getClass()",
        "$x['class']",
        "$x.get('class')",
        "$x.wait(1)",
        "$x.notifyAll()",
        "$x.clone()",
        "$x.stream()",
        "$x.forEach($x)",
        "$x.describeConstable()",
        "$x.getBytes()",
        "$x.chars()"
      })
  void noValueLeadsToItsClass(String expression) {
    for (String value :
        new String[] {
          "$input",
          "$util",
          "$context",
          "$context.identity",
          "$stageVariables",
          "$input.body",
          "$input.params()",
          "$input.path('$')",
          "$input.path('$.list')",
          "$input.path('$.n')",
          "$input.path('$.t')",
          "$context.keySet()",
          "$input.path('$').entrySet()",
          "$input.path('$.list').iterator()",
          "\"text\"",
          "1",
          "1.5",
          "true",
          "[1..3]",
          "{\"a\": 1}"
        }) {
      String template = "#set($x = " + value + ")" + expression;

      String text = Template.compile(template).render(input());

      assertThat(text).as(template).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#foreach($x in [1])$foreach.class $foreach.getClass() $foreach.info $foreach.stop.class#end",
        "#define($b)x#end$b.class $b.getClass() $b.parent $b.context",
        "$class $Class $Runtime $System $runtime $application $request $session $esc $math $date",
        "$_ENV $template $macro $evaluate $velocityContext $context.getClass() $context.internal",
        "$input.getClass().getMethods() $input.input $input.paths $util.getClass()",
        "$util.escapeJavaScript($input) $util.base64Encode($util) $context.values().class",
        "$input.path('$').getClass().name $input.json('$').class.name"
      })
  void objectsOfTheEngineAreInvisible(String template) {
    assertThat(Template.compile(template).render(input())).isBlank();
  }

  @Test
  void filesAreUnreachable() {
    for (String directive :
        new String[] {"#include('pom.xml')", "#parse('pom.xml')", "#evaluate('$x')"}) {
      Template template = Template.compile(directive);

      assertThatThrownBy(() -> template.render(input())).isInstanceOf(TemplateException.class);
    }
  }

  @Test
  void stageVariablesAreReadOnly() {
    Template template = Template.compile("#set($stageVariables.color = 'blue')");
    MappingInput plain = input();
    MappingInput input =
        new MappingInput(
            plain.body(), plain.request(), plain.context(), java.util.Map.of("color", "red"));

    assertThatThrownBy(() -> template.render(input)).isInstanceOf(TemplateException.class);
  }

  private static MappingInput input() {
    return new Inputs()
        .body("{\"list\":[1],\"n\":5,\"t\":true}")
        .context("identity.sourceIp", "192.0.2.1")
        .stageVariable("color", "red")
        .input();
  }
}
