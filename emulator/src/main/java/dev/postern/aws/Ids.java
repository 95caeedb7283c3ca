package dev.postern.aws;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Makes identifiers in AWS's forms. Tests pass a seeded generator and get the same ids in every
 * run.
 *
 * <p>Safe from any thread if the generator is.
 */
public final class Ids {
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String BASE64_URL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final RandomGenerator random;

  public Ids(RandomGenerator random) {
    this.random = random;
  }

  /** Returns ten lower-case letters and digits: an id of an API or of a root resource. */
  public String tenCharacters() {
    return text(LOWER, 10);
  }

  /**
   * Returns thirteen lower-case letters and digits: the name of a CloudFront distribution after its
   * {@code d}.
   */
  public String thirteenCharacters() {
    return text(LOWER, 13);
  }

  /**
   * Returns six lower-case letters and digits: an id of a resource, deployment, authorizer, model
   * and the like.
   */
  public String sixCharacters() {
    return text(LOWER, 6);
  }

  /**
   * Returns six lower-case letters and digits that are not taken. An API has thousands of resources
   * and deletes some, so that random ids collide.
   */
  public String sixCharacters(Predicate<String> taken) {
    String id = sixCharacters();
    while (taken.test(id)) {
      id = sixCharacters();
    }
    return id;
  }

  /** Returns forty letters and digits: the value of an API key. */
  public String fortyCharacters() {
    return text(ALPHANUMERIC, 40);
  }

  /** Returns a version 4 UUID: a request id or a revision id. */
  public String uuid() {
    long high = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  /** Returns a value of {@code x-amz-apigw-id}: fifteen characters and an equals sign. */
  public String extendedRequestId() {
    return text(BASE64_URL, 15) + "=";
  }

  /** Returns a value of {@code X-Amz-Cf-Id}: 54 characters and two equals signs. */
  public String cloudFrontId() {
    return text(BASE64_URL, 54) + "==";
  }

  /**
   * Returns random lower-case hexadecimal digits.
   *
   * @param digits number of digits
   */
  public String hex(int digits) {
    return text("0123456789abcdef", digits);
  }

  private String text(String alphabet, int length) {
    int bits = Integer.numberOfTrailingZeros(alphabet.length());
    return 1 << bits == alphabet.length()
        ? textOfBits(alphabet, bits, length)
        : textOfNumbers(alphabet, length);
  }

  /**
   * Makes a text over an alphabet whose size is a power of two; one random number gives several
   * characters.
   */
  private String textOfBits(String alphabet, int bits, int length) {
    byte[] characters = new byte[length];
    int mask = alphabet.length() - 1;
    long chance = 0;
    int left = 0;
    for (int i = 0; i < length; i++) {
      if (left < bits) {
        chance = random.nextLong();
        left = Long.SIZE;
      }
      characters[i] = (byte) alphabet.charAt((int) chance & mask);
      chance >>>= bits;
      left -= bits;
    }
    return new String(characters, StandardCharsets.ISO_8859_1);
  }

  private String textOfNumbers(String alphabet, int length) {
    char[] characters = new char[length];
    for (int i = 0; i < length; i++) {
      characters[i] = alphabet.charAt(random.nextInt(alphabet.length()));
    }
    return new String(characters);
  }
}
