package dev.postern.aws;

/** Identifier of an API, such as {@code te6si5ach7}; case-sensitive. */
public record ApiId(String value) {
  public ApiId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an API id is empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
