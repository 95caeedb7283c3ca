package dev.postern.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverrideTextTest {

  @Test
  void elementsOfAListAreJoinedByCommas() {
    assertThat(OverrideText.of("text")).isEqualTo("text");
    assertThat(OverrideText.of(5)).isEqualTo("5");
    assertThat(OverrideText.of(Arrays.asList("a", 1, null, true))).isEqualTo("a,1,null,true");
    assertThat(OverrideText.of(List.of(List.of("a", "b"), Map.of("c", "d"))))
        .isEqualTo("[a, b],{c=d}");
  }

  @Test
  void listThatContainsItselfIsRefused() {
    List<Object> list = new ArrayList<>();
    list.add(list);

    assertThatThrownBy(() -> OverrideText.of(list)).isInstanceOf(TemplateException.class);
  }

  @Test
  void listThatContainsOthersManyTimesIsRefused() {
    Object list = "x";
    for (int i = 0; i < 60; i++) {
      list = List.of(list, list);
    }
    Object doubled = list;

    assertThatThrownBy(() -> OverrideText.of(doubled)).isInstanceOf(TemplateException.class);
  }
}
