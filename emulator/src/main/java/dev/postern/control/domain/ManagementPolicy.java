package dev.postern.control.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.postern.aws.AccountId;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who, beside its owner, may associate VPC endpoints with a private domain name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains-provider-share-cli.html">
 *     API provider: Share your private custom domain name using the API Gateway AWS CLI</a>
 */
final class ManagementPolicy {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> ACTIONS =
      Set.of("*", "apigateway:*", "apigateway:CreateAccessAssociation");

  private ManagementPolicy() {}

  /** Whether a statement allows it to the account, and none denies it. */
  static boolean allows(@Nullable String policy, AccountId account) {
    if (policy == null) {
      return false;
    }
    try {
      JsonNode statements = JSON.readTree(policy).path("Statement");
      return anyMatches(statements, "Allow", account) && !anyMatches(statements, "Deny", account);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a management policy that is no JSON was stored", e);
    }
  }

  private static boolean anyMatches(JsonNode statements, String effect, AccountId account) {
    return each(statements)
        .filter(statement -> statement.path("Effect").asText().equals(effect))
        .filter(statement ->
            each(statement.path("Action")).map(JsonNode::asText).anyMatch(ACTIONS::contains))
        .anyMatch(statement -> names(statement.path("Principal"), account));
  }

  private static boolean names(JsonNode principal, AccountId account) {
    return each(principal.isObject() ? principal.path("AWS") : principal)
        .map(JsonNode::asText)
        .anyMatch(name ->
            name.equals("*")
                || name.equals(account.value())
                || name.matches("arn:[^:]+:iam::" + account + ":root"));
  }

  private static Stream<JsonNode> each(JsonNode oneOrMany) {
    return oneOrMany.isArray() ? oneOrMany.valueStream() : Stream.of(oneOrMany);
  }
}
