package dev.postern.deploy.rest;

import dev.postern.mapping.BinaryMediaTypes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.apigateway.model.Integration;

/**
 * The phases of MOCK integrations by what they are made from. APIs repeat them from resource to
 * resource (each CORS preflight is one): shared, they cost no memory, and at requests spread over
 * many resources they stay in the processor's cache. Safe from any thread.
 */
final class MockPlans {
  private static final int MAX_ENTRIES = 4_096;

  private final Map<Key, IntegrationPhases> made = new ConcurrentHashMap<>();

  /** Without the cache namespace, which differs by resource and means nothing to a mock. */
  private record Key(Integration integration, Set<String> statuses, BinaryMediaTypes binary) {}

  /**
   * The phases.
   *
   * @param statuses of the method responses
   * @param make called when they are not known yet
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
      // Those in use live on in their plans; what comes next is shared anew.
      made.clear();
    }
    IntegrationPhases phases = make.get();
    made.put(key, phases);
    return phases;
  }
}
