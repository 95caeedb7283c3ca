package dev.postern.execute.cache;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of cache keys that all requests to a method have in common. Methods with equal scopes
 * share their entries. Immutable.
 */
public final class CacheScope {
  private final String deploymentId;
  private final String namespace;
  private final List<String> parameters;
  private final int hash;

  /**
   * Creates a scope.
   *
   * @param namespace the integration's {@code cacheNamespace}
   * @param parameters sources of the values of keys, in their order
   */
  public CacheScope(String deploymentId, String namespace, List<String> parameters) {
    this.deploymentId = deploymentId;
    this.namespace = namespace;
    this.parameters = List.copyOf(parameters);
    this.hash = Objects.hash(deploymentId, namespace, parameters);
  }

  List<String> parameters() {
    return parameters;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof CacheScope that
            && hash == that.hash
            && deploymentId.equals(that.deploymentId)
            && namespace.equals(that.namespace)
            && parameters.equals(that.parameters));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "deployment " + deploymentId + ", namespace " + namespace;
  }
}
