package dev.postern.aws;

/** Name of a stage, such as {@code dev}; case-sensitive. */
public record StageName(String value) {
  @Override
  public String toString() {
    return value;
  }
}
