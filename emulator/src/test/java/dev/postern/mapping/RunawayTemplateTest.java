package dev.postern.mapping;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A template that would use all time or memory exceeds its limit of work instead. */
class RunawayTemplateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        // time
        "#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])"
            + "#foreach($d in [1..1000])#set($x = $a)#end#end#end#end",
        "#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])"
            + "#foreach($d in [1..1000])#if(1 < 2 && true)#end#end#end#end#end",
        "#set($s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')$s.matches('(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)b\\1')",
        "#set($s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')$s.replaceAll('(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)b\\1', '')",
        "#macro(a)#a()#a()#end#a()",
        "#define($a)$b$b#end#define($b)$a$a#end$a#foreach($i in [1..1000])#foreach($j in [1..1000])"
            + "$a$b#end#end",
        // text
        "#set($s = 'x')#foreach($i in [1..1000])#set($s = \"$s$s\")#end",
        "#set($s = 'x')#foreach($i in [1..1000])#set($s = $s + $s)#end",
        "#set($s = 'x')#foreach($i in [1..1000])#set($s = $s.concat($s))#end",
        "#set($s = 'xxxxxxxx')#foreach($i in [1..1000])#set($s = $s.replace('x', $s))#end",
        "#set($s = 'xxxxxxxx')#foreach($i in [1..1000])#set($s = $s.replaceAll('x', $s))#end",
        "#set($s = 'xxxxxxxx')#foreach($i in [1..1000])#set($s = $s.join($s, [$s, $s]))#end",
        "#set($s = 'x')#foreach($i in [1..1000])#set($s = $util.urlEncode(\"$s%$s\"))#end",
        "#set($s = 'x')$s.format('%1000000000d', 1)",
        "#foreach($i in [1..1000])#foreach($j in [1..1000])0123456789012345#end#end",
        // objects
        "#set($r = [1..2000000000])",
        "#foreach($i in [1..1000])#set($r = [1..1000000])#end",
        "#set($l = [1])#foreach($i in [1..1000])#set($x = $l.addAll($l))#end",
        "#set($l = ['x'])#foreach($i in [1..100])#set($l = [$l, $l])#end$l",
        "#set($l = ['x'])#foreach($i in [1..100])#set($l = [$l, $l])#end$util.escapeJavaScript($l)",
        "#set($l = ['x'])#set($m = ['x'])#foreach($i in [1..100])#set($l = [$l, $l])"
            + "#set($m = [$m, $m])#end#if($l == $m)x#end",
        "#set($l = [])#foreach($i in [1..100])#set($l = [$l, $l])#end$l.hashCode()$l.contains($l)$l",
        "#set($l = [])#set($x = $l.add($l))$l",
        "#set($m = {})#set($m.m = $m)$m",
        "#set($n = 9223372036854775807)#foreach($i in [1..1000])#set($n = $n * $n)#end",
        "#set($t = $input.path('$'))#set($t.me = $t)$input.json('$')",
      })
  void exceedsItsLimit(String source) {
    Template template = Template.compile(source);
    MappingInput input = new Inputs().body("{\"a\":1}").input();

    assertThatThrownBy(() -> template.render(input)).isInstanceOf(TemplateException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"#if(true)", "#set($x = [", "$x.a(", "\"#if(", "((((", "#define($x)"})
  void endlesslyNestedTemplateIsInvalid(String piece) {
    String source = piece.repeat(20_000) + "#set($y = " + "(".repeat(50_000);

    assertThatThrownBy(() -> Template.compile(source)).isInstanceOf(TemplateException.class);
  }
}
