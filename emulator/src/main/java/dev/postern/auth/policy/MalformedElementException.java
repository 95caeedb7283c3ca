package dev.postern.auth.policy;

import java.io.Serial;

/** An element of a policy that has not the form IAM asks for; never leaves the package. */
final class MalformedElementException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  MalformedElementException(String message) {
    super(message, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
