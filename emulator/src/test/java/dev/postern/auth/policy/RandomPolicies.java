package dev.postern.auth.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random policies of few words, so that they often match a {@link RandomRequests request}. */
final class RandomPolicies {
  private static final List<String> ACTIONS =
      List.of("*", "s3:*", "S3:getobject", "s3:?et*", "s3:*O*t", "sqs:*", "s3:GetObject", "get");
  private static final List<String> RESOURCES =
      List.of(
          "*",
          "arn:aws:s3:::*",
          "arn:aws:s3:::a/*/b?",
          "arn:aws:s3:::${aws:username}/*",
          "arn:aws:s3:::${test:text, 'a'}/*/b1",
          "arn:aws:s3:::a${*}*",
          "arn:aws:s*",
          "arn:aws:sqs:*:queue",
          "arn:aws:sqs:us-*1:1*2:q*e",
          "arn:aws:sqs:us-????-1:*",
          "arn:*s:us*:queue",
          "arn:aws:*:*2:*",
          "a*");
  private static final List<String> PRINCIPALS =
      List.of(
          "*",
          "123456789012",
          "arn:aws:iam::123456789012:root",
          "arn:aws:iam::123456789012:user/bob",
          "arn:aws:iam::123456789012:role/r",
          "arn:aws:sts::123456789012:assumed-role/r/s",
          "nobody");
  private static final List<String> OPERATORS =
      List.of(
          "StringEquals",
          "StringNotEquals",
          "StringEqualsIgnoreCase",
          "StringNotEqualsIgnoreCase",
          "StringLike",
          "StringNotLike",
          "StringLike",
          "NumericEquals",
          "NumericNotEquals",
          "NumericLessThan",
          "NumericLessThanEquals",
          "NumericGreaterThan",
          "NumericGreaterThanEquals",
          "DateEquals",
          "DateNotEquals",
          "DateLessThan",
          "DateLessThanEquals",
          "DateGreaterThan",
          "DateGreaterThanEquals",
          "Bool",
          "BinaryEquals",
          "IpAddress",
          "NotIpAddress",
          "ArnEquals",
          "ArnNotEquals",
          "ArnLike",
          "ArnNotLike",
          "Null",
          "NotBool",
          "Equals");
  private static final Map<String, List<String>> WANTED =
      Map.of(
          "String",
              List.of(
                  "a",
                  "A",
                  "a*",
                  "*b?",
                  "",
                  "${aws:username}",
                  "x${test:text}*",
                  "${test:many}",
                  "${*}",
                  "${test:none, 'ab1'}"),
          "Numeric", List.of("1", "2.5", "-1", "+1.0", "one"),
          "Date",
              List.of(
                  "2020-01-01T00:00:00Z",
                  "2020-01-01T01:00:00+01:00",
                  "1577836800",
                  "1577836801",
                  "now"),
          "Bool", List.of("true", "FALSE", "${test:bool}", "yes"),
          "Binary", List.of("QQ==", "QUI=", "*"),
          "Ip",
              List.of(
                  "10.0.0.0/8",
                  "10.1.2.3",
                  "10.1.2.0/23",
                  "2001:db8::/33",
                  "::1",
                  "::/0",
                  "0.0.0.0/0",
                  "10.0.0.0/40",
                  "me"),
          "Arn",
              List.of(
                  "arn:aws:s3:::*",
                  "arn:aws:sqs:*:123456789012:queue",
                  "arn:aws:sqs:us-*:1*:q?eue",
                  "arn:aws:s3:::${aws:username}/*",
                  "arn:aws:s3:*",
                  "*"),
          "Null", List.of("true", "false", "no"));
  private static final Map<String, List<String>> KEYS =
      Map.of(
          "String", List.of("test:text", "aws:UserName", "test:many", "test:none"),
          "Numeric", List.of("test:number", "TEST:numbers"),
          "Date", List.of("aws:CurrentTime"),
          "Bool", List.of("test:bool"),
          "Binary", List.of("test:binary"),
          "Ip", List.of("aws:SourceIp"),
          "Arn", List.of("aws:SourceArn", "test:text"),
          "Null", List.of("test:text", "aws:SourceIp", "test:many"));

  private final Random random;

  RandomPolicies(Random random) {
    this.random = random;
  }

  String policy(boolean resourceBased) {
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    policy.put("Version", random.nextInt(5) == 0 ? "2008-10-17" : "2012-10-17");
    ArrayNode statements = policy.putArray("Statement");
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      statement(statements.addObject(), resourceBased);
    }
    return policy.toString();
  }

  private void statement(ObjectNode statement, boolean resourceBased) {
    statement.put("Effect", random.nextInt(3) == 0 ? "Deny" : "Allow");
    values(statement, random.nextInt(5) == 0 ? "NotAction" : "Action", ACTIONS);
    values(statement, random.nextInt(5) == 0 ? "NotResource" : "Resource", RESOURCES);
    if (resourceBased) {
      principal(statement, random.nextInt(4) == 0 ? "NotPrincipal" : "Principal");
    }
    if (random.nextInt(4) > 0) {
      ObjectNode condition = statement.putObject("Condition");
      for (int i = random.nextInt(1, 3); i > 0; i--) {
        condition(condition);
      }
    }
  }

  private void principal(ObjectNode statement, String name) {
    switch (random.nextInt(5)) {
      case 0 -> statement.put(name, "*");
      case 1 -> statement.putObject(name).put("Service", "s3.amazonaws.com");
      case 2 ->
          values(statement.putObject(name).put("Federated", "www.amazon.com"), "AWS", PRINCIPALS);
      default -> values(statement.putObject(name), "AWS", PRINCIPALS);
    }
  }

  private void condition(ObjectNode condition) {
    String base = one(OPERATORS);
    String family = family(base);
    String set = List.of("", "", "ForAllValues:", "ForAnyValue:").get(random.nextInt(4));
    String operator = set + base + (random.nextInt(4) == 0 ? "IfExists" : "");
    ObjectNode keys =
        condition.get(operator) instanceof ObjectNode present
            ? present
            : condition.putObject(operator);
    values(
        keys,
        one(KEYS.getOrDefault(family, List.of("test:text"))),
        WANTED.getOrDefault(family, List.of("a")));
  }

  private static String family(String operator) {
    return WANTED.keySet().stream()
        .filter(family -> operator.replace("Not", "").startsWith(family))
        .findFirst()
        .orElse("String");
  }

  private void values(ObjectNode target, String name, List<String> words) {
    int count = random.nextInt(1, 4);
    if (count == 1) {
      target.put(name, one(words));
      return;
    }
    ArrayNode values = target.putArray(name);
    for (int i = 0; i < count; i++) {
      values.add(one(words));
    }
  }

  private <T> T one(List<T> words) {
    return words.get(random.nextInt(words.size()));
  }
}
