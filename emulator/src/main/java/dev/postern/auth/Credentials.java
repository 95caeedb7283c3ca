package dev.postern.auth;

import org.jspecify.annotations.Nullable;

/**
 * What requests to AWS are signed with.
 *
 * @param sessionToken of temporary credentials, or null
 */
public record Credentials(
    String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {

  /** The key's id only: the rest is secret. */
  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + "]";
  }
}
