package dev.postern.runner.container;

/**
 * Address of this process, for itself and for sandboxes.
 *
 * @param bind address to which a server for sandboxes binds
 * @param host name or address that sandboxes use for it
 */
public record HostAddress(String bind, String host) {}
