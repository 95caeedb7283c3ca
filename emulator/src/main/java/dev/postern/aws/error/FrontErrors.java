package dev.postern.aws.error;

import dev.postern.aws.Unverified;

/**
 * Errors for requests that are malformed or too large. Gateway responses do not customise them, and
 * the logs of a stage do not contain them. The texts about headers and content, and status 431, are
 * recorded by clients of AWS.
 */
public final class FrontErrors {
  private FrontErrors() {}

  /** Reports that the request is ambiguous or malformed. */
  @Unverified("Status and text for a malformed request are assumed; no answer of AWS is recorded.")
  public static FrontException badRequest() {
    return new FrontException(400, "Bad Request");
  }

  /** Reports that the body took too long to arrive. */
  @Unverified(
      "Status and text for a body that is too slow are assumed; no answer of AWS is recorded.")
  public static FrontException requestTimeout() {
    return new FrontException(408, "Request Timeout");
  }

  /** Reports that the Content-Length is too large. */
  @Unverified("The text is recorded; that its status is 413 is assumed.")
  public static FrontException contentTooLong(int maxBytes) {
    return new FrontException(413, "HTTP content length exceeded " + maxBytes + " bytes.");
  }

  @Unverified(
      "Status and text for a URL that is too long are assumed; no answer of AWS is recorded.")
  public static FrontException urlTooLong(int maxBytes) {
    return new FrontException(414, "An HTTP line is larger than " + maxBytes + " bytes.");
  }

  public static FrontException headersTooLong(int maxBytes) {
    return new FrontException(431, "HTTP header is larger than " + maxBytes + " bytes.");
  }
}
