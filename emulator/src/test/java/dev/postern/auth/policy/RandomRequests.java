package dev.postern.auth.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random requests of few words: those of {@link RandomPolicies}. */
final class RandomRequests {
  private static final List<String> ASKED_ACTIONS =
      List.of("s3:GetObject", "s3:PutObject", "sqs:SendMessage");
  private static final List<String> ASKED_RESOURCES =
      List.of(
          "arn:aws:s3:::a/x/y/b1",
          "arn:aws:s3:::bob/x",
          "arn:aws:s3:::a*b:c",
          "arn:aws:sqs:us-east-1:123456789012:queue",
          "arn:aws:sqs:us-west-2:12:2:queue");
  private static final List<RequestPrincipal> CALLERS =
      List.of(
          RequestPrincipal.anonymous(),
          RequestPrincipal.root("123456789012"),
          RequestPrincipal.user("123456789012", "arn:aws:iam::123456789012:user/bob"),
          RequestPrincipal.roleSession(
              "123456789012",
              "arn:aws:iam::123456789012:role/r",
              "arn:aws:sts::123456789012:assumed-role/r/s"),
          RequestPrincipal.user("999999999999", "arn:aws:iam::999999999999:user/bob"),
          new RequestPrincipal.Service("s3.amazonaws.com"),
          new RequestPrincipal.Federated("www.amazon.com"));

  private final Random random;

  RandomRequests(Random random) {
    this.random = random;
  }

  AccessRequest request() {
    Map<String, List<String>> keys = new HashMap<>();
    put(keys, "aws:username", List.of("bob", "a", "x"));
    put(keys, "test:text", List.of("a", "A", "ab1", "xa", "*", "", "bob", "arn:aws:s3:::bob/x"));
    put(keys, "test:number", List.of("1", "2.50", "-1.0", "x"));
    put(keys, "aws:CurrentTime", List.of("2020-01-01T00:00:00Z", "1577836801", "x"));
    put(keys, "test:bool", List.of("true", "False", "x"));
    put(keys, "test:binary", List.of("QQ==", "QUI=", "?"));
    put(keys, "aws:SourceIp", List.of("10.1.2.3", "10.1.3.3", "2001:db8::1", "::1", "x"));
    put(
        keys,
        "aws:SourceArn",
        List.of("arn:aws:s3:::bob/x", "arn:aws:sqs:us-east-1:123456789012:queue", "x"));
    several(keys, "test:many", List.of("a", "ab1", "", "bob"));
    several(keys, "test:numbers", List.of("1", "2.5", "3"));
    return new AccessRequest(
        one(CALLERS), one(ASKED_ACTIONS), one(ASKED_RESOURCES), ConditionKeys.of(keys));
  }

  private void put(Map<String, List<String>> keys, String key, List<String> words) {
    if (random.nextInt(4) > 0) {
      keys.put(key, List.of(one(words)));
    }
  }

  private void several(Map<String, List<String>> keys, String key, List<String> words) {
    List<String> values = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(one(words));
    }
    keys.put(key, values);
  }

  private <T> T one(List<T> words) {
    return words.get(random.nextInt(words.size()));
  }
}
