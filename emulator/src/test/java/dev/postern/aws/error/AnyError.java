package dev.postern.aws.error;

/** Lets tests of the protocol answer with any code, whether a catalogue has it or not. */
public final class AnyError {
  private AnyError() {}

  public static AwsException of(int status, String code, String message) {
    return new AwsException(status, code, message);
  }
}
