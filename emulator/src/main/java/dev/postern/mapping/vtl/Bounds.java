package dev.postern.mapping.vtl;

/**
 * How much one rendering may do.
 *
 * @param iterations the most iterations of one {@code #foreach}: it stops there
 * @param characters the most characters of the output, and of any string made on the way
 * @param work the most work in all: a unit for each character or element made or looked at, eight
 *     for each reference evaluated
 */
public record Bounds(int iterations, int characters, long work) {}
