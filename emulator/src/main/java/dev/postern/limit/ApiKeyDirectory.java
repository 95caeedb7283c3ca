package dev.postern.limit;

import dev.postern.aws.ApiId;
import dev.postern.aws.StageName;
import org.jspecify.annotations.Nullable;

/** The API keys and usage plans of an account at one moment. Immutable. */
public interface ApiKeyDirectory {
  /** A directory without keys. */
  ApiKeyDirectory EMPTY =
      new ApiKeyDirectory() {
        @Override
        public @Nullable KeyTerms find(String value, ApiId api, StageName stage) {
          return null;
        }

        @Override
        public boolean contains(String planId, String keyId) {
          return false;
        }
      };

  /** Returns what a key may do on a stage, or null if no key has this value. */
  @Nullable KeyTerms find(String value, ApiId api, StageName stage);

  /** Returns whether a plan has a key. */
  boolean contains(String planId, String keyId);
}
