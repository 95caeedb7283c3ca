package dev.postern.control.lambda;

import java.util.regex.Pattern;

/** The forms of a principal in AddPermission. */
final class Principals {
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  /** A service is named by a host name, such as {@code apigateway.amazonaws.com}. */
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

  private Principals() {}

  static boolean isValid(String principal) {
    return principal.equals("*")
        || isAccount(principal)
        || isArn(principal)
        || SERVICE.matcher(principal).matches();
  }

  static boolean isAccount(String principal) {
    return ACCOUNT.matcher(principal).matches();
  }

  static boolean isArn(String principal) {
    return principal.startsWith("arn:");
  }
}
