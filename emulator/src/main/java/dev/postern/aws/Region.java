package dev.postern.aws;

/** An AWS region by its code, such as {@code eu-west-1}. */
public record Region(String code) {
  public Region {
    if (code.isEmpty()) {
      throw new IllegalArgumentException("a region needs a code");
    }
  }

  /**
   * Returns the partition, such as {@code aws}, {@code aws-cn} or {@code aws-us-gov}. Source: the
   * region patterns of the AWS SDKs' partitions.json.
   */
  public String partition() {
    int dash = code.indexOf('-');
    String start = dash < 0 ? code : code.substring(0, dash);
    String rest = code.substring(start.length());
    if (start.equals("cn")) {
      return "aws-cn";
    }
    if (start.equals("eusc")) {
      return "aws-eusc";
    }
    if (rest.startsWith("-gov-")) {
      return "aws-us-gov";
    }
    if (rest.startsWith("-isob-")) {
      return "aws-iso-b";
    }
    if (rest.startsWith("-isoe-")) {
      return "aws-iso-e";
    }
    if (rest.startsWith("-isof-")) {
      return "aws-iso-f";
    }
    return rest.startsWith("-iso-") ? "aws-iso" : "aws";
  }

  @Override
  public String toString() {
    return code;
  }
}
