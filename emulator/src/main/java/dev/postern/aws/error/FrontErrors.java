package dev.postern.aws.error;

import dev.postern.aws.Unverified;

/**
 * What is answered to requests that are no proper HTTP, or too much of it. No gateway response
 * customises these, and no log of a stage has them. Clients of AWS have captured the texts about
 * headers and content, and status 431.
 */
public final class FrontErrors {
  private FrontErrors() {}

  /** It can be understood in two ways, or in none. */
  @Unverified("Status and text for a malformed request are assumed; no answer of AWS is recorded.")
  public static FrontException badRequest() {
    return new FrontException(400, "Bad Request");
  }

  /** The body took too long to come. */
  @Unverified(
      "Status and text for a body that is too slow are assumed; no answer of AWS is recorded.")
  public static FrontException requestTimeout() {
    return new FrontException(408, "Request Timeout");
  }

  /** The Content-Length tells that the body is too large. */
  @Unverified("The text is recorded; that its status is 413 is assumed.")
  public static FrontException contentTooLong(int mostBytes) {
    return new FrontException(413, "HTTP content length exceeded " + mostBytes + " bytes.");
  }

  @Unverified(
      "Status and text for a URL that is too long are assumed; no answer of AWS is recorded.")
  public static FrontException urlTooLong(int most) {
    return new FrontException(414, "An HTTP line is larger than " + most + " bytes.");
  }

  public static FrontException headersTooLong(int mostBytes) {
    return new FrontException(431, "HTTP header is larger than " + mostBytes + " bytes.");
  }
}
