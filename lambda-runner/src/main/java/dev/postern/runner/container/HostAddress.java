package dev.postern.runner.container;

/**
 * The two ends of the way from a sandbox to this process.
 *
 * @param bind address that a server for sandboxes binds to
 * @param host name or address that sandboxes use for it
 */
public record HostAddress(String bind, String host) {}
