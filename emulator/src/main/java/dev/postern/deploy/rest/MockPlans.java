package dev.postern.deploy.rest;

import dev.postern.mapping.BinaryMediaTypes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.apigateway.model.Integration;

/**
 * A cache that shares the phases of MOCK integrations with equal configuration. APIs repeat them
 * from resource to resource, for instance for each CORS preflight. Shared phases cost no memory and
 * stay in the processor's cache when requests are spread over many resources. Safe from any thread.
 */
final class MockPlans {
  private static final int MAX_ENTRIES = 4_096;

  private final Map<Key, IntegrationPhases> made = new ConcurrentHashMap<>();

  /**
   * The configuration. Omits the cache namespace, which differs by resource and does not affect a
   * mock.
   */
  private record Key(Integration integration, Set<String> statuses, BinaryMediaTypes binary) {}

  /**
   * Returns the phases.
   *
   * @param statuses status codes of the method responses
   * @param make creates the phases if none are shared yet
   */
  IntegrationPhases get(
      Integration integration,
      Set<String> statuses,
      BinaryMediaTypes binary,
      Supplier<IntegrationPhases> make) {
    Integration shared = integration.toBuilder().cacheNamespace(null).build();
    Key key = new Key(shared, Set.copyOf(statuses), binary);
    IntegrationPhases known = made.get(key);
    if (known != null) {
      return known;
    }
    if (made.size() >= MAX_ENTRIES) {
      // Plans keep the phases that they use. New phases are cached again.
      made.clear();
    }
    IntegrationPhases phases = make.get();
    made.put(key, phases);
    return phases;
  }
}
