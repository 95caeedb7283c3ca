package dev.postern.auth;

import org.jspecify.annotations.Nullable;

/**
 * The credentials that sign requests to AWS.
 *
 * @param sessionToken session token of temporary credentials, or null
 */
public record Credentials(
    String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {

  /** Returns only the access key id; the rest is secret. */
  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + "]";
  }
}
