package dev.postern.control.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.control.state.FunctionState.Permission;
import org.jspecify.annotations.Nullable;

/** Writes a function's resource policy with Lambda's member names and order. */
public final class FunctionPolicyDocument {
  private FunctionPolicyDocument() {}

  /** Returns the whole policy, as in the response of GetPolicy. */
  public static String of(FunctionState function) {
    ObjectNode policy = object();
    policy.put("Version", "2012-10-17");
    policy.put("Id", "default");
    ArrayNode statements = policy.putArray("Statement");
    function.policy().forEach(permission -> statements.add(node(function, permission)));
    return policy.toString();
  }

  /** Returns one statement, as in the response of AddPermission. */
  public static String statement(FunctionState function, Permission permission) {
    return node(function, permission).toString();
  }

  private static ObjectNode node(FunctionState function, Permission permission) {
    ObjectNode statement = object();
    statement.put("Sid", permission.statementId());
    statement.put("Effect", "Allow");
    putPrincipal(statement, function, permission.principal());
    statement.put("Action", permission.action());
    statement.put(
        "Resource",
        permission.qualifier() == null
            ? function.arn()
            : function.arn() + ":" + permission.qualifier());
    ObjectNode conditions = conditions(permission);
    if (!conditions.isEmpty()) {
      statement.set("Condition", conditions);
    }
    return statement;
  }

  private static void putPrincipal(ObjectNode statement, FunctionState function, String principal) {
    if (principal.equals("*")) {
      statement.put("Principal", "*");
    } else if (isAccount(principal)) {
      String partition = function.owner().region().partition();
      statement
          .putObject("Principal")
          .put("AWS", "arn:%s:iam::%s:root".formatted(partition, principal));
    } else if (isArn(principal)) {
      statement.putObject("Principal").put("AWS", principal);
    } else {
      statement.putObject("Principal").put("Service", principal);
    }
  }

  /** Returns whether a permission's principal is an account id. */
  public static boolean isAccount(String principal) {
    return principal.length() == 12 && principal.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Returns whether a permission's principal is an ARN. */
  public static boolean isArn(String principal) {
    return principal.startsWith("arn:");
  }

  private static ObjectNode conditions(Permission permission) {
    ObjectNode equal = object();
    put(equal, "AWS:SourceAccount", permission.sourceAccount());
    put(equal, "lambda:EventSourceToken", permission.eventSourceToken());
    put(equal, "aws:PrincipalOrgID", permission.principalOrgId());
    ObjectNode conditions = object();
    if (!equal.isEmpty()) {
      conditions.set("StringEquals", equal);
    }
    if (permission.sourceArn() != null) {
      conditions.putObject("ArnLike").put("AWS:SourceArn", permission.sourceArn());
    }
    return conditions;
  }

  private static void put(ObjectNode target, String name, @Nullable String value) {
    if (value != null) {
      target.put(name, value);
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
