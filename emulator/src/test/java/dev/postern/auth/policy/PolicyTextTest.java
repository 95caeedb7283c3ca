package dev.postern.auth.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTextTest {
  private static PolicyText parsed(String text) {
    return PolicyText.parse(Policies.json(text)).orElseThrow();
  }

  @Test
  void otherMembersAreUnchanged() {
    String text =
        Policies.json(
            "{'Id':'a','Statement':{'Sid':'s','Effect':'Allow','Principal':{'AWS':['a','b']},"
                + "'Condition':{'Bool':{'k':[true]}},'More':1.50}}");

    assertThat(
            parsed(text)
                .replaceResources(resource -> "x")
                .collapsePrincipals()
                .collapseActionsAndResources())
        .hasToString(text.replace("1.50", "1.5"));
  }

  @Test
  void resourcesAreReplacedOneByOne() {
    PolicyText policy =
        parsed(
            "{'Statement':[{'Effect':'Allow','Resource':'a'},"
                + "{'Effect':'Deny','NotResource':['b','c']}]}");

    assertThat(policy.replaceResources(resource -> resource.toUpperCase(Locale.ROOT)))
        .hasToString(
            Policies.json(
                "{'Statement':[{'Effect':'Allow','Resource':'A'},"
                    + "{'Effect':'Deny','NotResource':['B','C']}]}"));
  }

  @Test
  void listsOfOneCollapse() {
    PolicyText policy =
        parsed(
            "{'Statement':[{'Effect':'Allow','Principal':['*'],'Action':['a']},"
                + "{'Effect':'Allow','NotPrincipal':{'AWS':['a'],'Service':['b','c']},"
                + "'NotResource':['d']}]}");

    assertThat(policy.collapsePrincipals().collapseActionsAndResources())
        .hasToString(
            Policies.json(
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'a'},"
                    + "{'Effect':'Allow','NotPrincipal':{'AWS':'a','Service':['b','c']},"
                    + "'NotResource':'d'}]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{'Statement':1}",
        "{'Statement':[1]}",
        "{'Statement':[{}]}",
        "{'Statement':{'Action':'*'}}",
      })
  void documentWithoutStatementsIsNotAPolicy(String text) {
    assertThat(PolicyText.parse(Policies.json(text))).isEmpty();
  }
}
