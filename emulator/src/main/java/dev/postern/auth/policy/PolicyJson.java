package dev.postern.auth.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * A parser of the JSON of policies that bounds size and depth and keeps the notation of numbers.
 */
final class PolicyJson {
  /** The maximum policy length. KMS key policies, the longest of AWS, have 32 KiB. */
  private static final int MAX_CHARACTERS = 32_768;

  /** The maximum nesting depth. A value of a condition has depth seven. */
  private static final int MAX_DEPTH = 16;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private PolicyJson() {}

  static JsonNode read(String text) throws MalformedElementException {
    if (text.length() > MAX_CHARACTERS) {
      throw new MalformedElementException(
          "the policy has more than %d characters".formatted(MAX_CHARACTERS));
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new MalformedElementException("the policy is no JSON: " + e.getOriginalMessage());
    }
  }
}
