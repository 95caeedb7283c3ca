package dev.postern.mapping.vtl;

/** A value that scripts may hold and walk through but that prints as nothing. */
public interface Unprinted {}
