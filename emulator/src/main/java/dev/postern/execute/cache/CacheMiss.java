package dev.postern.execute.cache;

/**
 * A request that the cache did not answer.
 *
 * @param key key that the response is stored under
 * @param warned whether the response says that the client may not invalidate the entry
 */
public record CacheMiss(CacheKey key, boolean warned) {}
