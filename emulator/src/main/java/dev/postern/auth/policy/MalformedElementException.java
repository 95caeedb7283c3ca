package dev.postern.auth.policy;

import java.io.Serial;

/** A policy element has a form that IAM does not allow. Never leaves the package. */
final class MalformedElementException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  MalformedElementException(String message) {
    super(message, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
