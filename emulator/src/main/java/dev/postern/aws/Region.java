package dev.postern.aws;

/** An AWS region by its code, such as {@code eu-west-1}. */
public record Region(String code) {
  public Region {
    if (code.isEmpty()) {
      throw new IllegalArgumentException("a region needs a code");
    }
  }

  /** Returns {@code aws}, {@code aws-cn} or {@code aws-us-gov}. */
  public String partition() {
    if (code.startsWith("cn-")) {
      return "aws-cn";
    }
    return code.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  @Override
  public String toString() {
    return code;
  }
}
