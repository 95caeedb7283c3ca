package dev.postern.mapping.vtl;

/** Value that scripts can use and that prints nothing. */
public interface Unprinted {}
