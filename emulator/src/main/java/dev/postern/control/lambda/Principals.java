package dev.postern.control.lambda;

import dev.postern.control.state.FunctionPolicyDocument;
import java.util.regex.Pattern;

/** Syntax of principals in AddPermission. */
final class Principals {
  /** A service principal: a host name such as {@code apigateway.amazonaws.com}. */
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

  private Principals() {}

  static boolean isValid(String principal) {
    return principal.equals("*")
        || FunctionPolicyDocument.isAccount(principal)
        || FunctionPolicyDocument.isArn(principal)
        || SERVICE.matcher(principal).matches();
  }
}
