package dev.postern.aws;

/** A 12-digit AWS account id. */
public record AccountId(String value) {
  /** The account of callers whose access key id is no account id. */
  public static final AccountId DEFAULT = new AccountId("000000000000");

  public AccountId {
    if (!isAccountId(value)) {
      throw new IllegalArgumentException("not a 12-digit account id: " + value);
    }
  }

  /** Returns whether a text is an account id: twelve digits. */
  public static boolean isAccountId(String text) {
    return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  @Override
  public String toString() {
    return value;
  }
}
