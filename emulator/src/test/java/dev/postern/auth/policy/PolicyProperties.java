package dev.postern.auth.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares policies with {@link NaivePolicy}, and wildcards with regular expressions. */
class PolicyProperties {
  private static final int POLICIES = 1_500;
  private static final int REQUESTS = 25;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void decidesAsTheNaiveEvaluatorDoes(long seed) {
    Random random = new Random(seed);
    RandomPolicies policies = new RandomPolicies(random);
    RandomRequests requests = new RandomRequests(random);
    Map<NaivePolicy.Answer, Integer> counts = new EnumMap<>(NaivePolicy.Answer.class);
    for (int i = 0; i < POLICIES; i++) {
      boolean resourceBased = random.nextBoolean();
      String json = policies.policy(resourceBased);
      Policy policy =
          Policy.parse(json, resourceBased ? PolicyKind.RESOURCE_BASED : PolicyKind.IDENTITY_BASED);
      NaivePolicy naive = new NaivePolicy(json, resourceBased);
      for (int k = 0; k < REQUESTS; k++) {
        AccessRequest request = requests.request();
        NaivePolicy.Answer expected = naive.answer(request);
        counts.merge(expected, 1, Integer::sum);

        Decision decision = policy.evaluate(request);

        if (answer(decision) != expected) {
          assertThat(answer(decision))
              .as("seed %d: %s%n%s%n%s", seed, json, request, decision.explanation())
              .isEqualTo(expected);
        }
      }
    }

    assertThat(counts.values()).hasSize(4).allMatch(count -> count > POLICIES * REQUESTS / 50);
  }

  private static NaivePolicy.Answer answer(Decision decision) {
    return switch (decision) {
      case Decision.Allow _ -> NaivePolicy.Answer.ALLOW;
      case Decision.ExplicitDeny _ -> NaivePolicy.Answer.DENY;
      case Decision.ImplicitDeny(boolean undecided, _) ->
          undecided ? NaivePolicy.Answer.UNDECIDED : NaivePolicy.Answer.NOTHING;
    };
  }

  /** Uses few letters and many colons and wildcards, which make backtracking hard. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void resourcesMatchAsRegularExpressionsDo(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      String pattern = "arn:" + text(random, "ab::**?", 14);
      String arn = "arn:" + text(random, "aabb:::", 18);
      String json =
          "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"%s\"}]}"
              .formatted(pattern);
      AccessRequest request = Policies.request("s3:GetObject", arn);
      NaivePolicy.Answer expected = new NaivePolicy(json, false).answer(request);

      Decision decision = Policy.parse(json, PolicyKind.IDENTITY_BASED).evaluate(request);

      if (answer(decision) != expected) {
        assertThat(answer(decision))
            .as("seed %d: %s in %s", seed, arn, pattern)
            .isEqualTo(expected);
      }
    }
  }

  private static String text(Random random, String letters, int maxLength) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(maxLength); i >= 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
