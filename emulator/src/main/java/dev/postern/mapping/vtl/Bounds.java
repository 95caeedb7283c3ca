package dev.postern.mapping.vtl;

/**
 * Limits of one rendering.
 *
 * @param maxIterations maximum number of iterations of one {@code #foreach}, which then ends
 * @param maxCharacters maximum length of the output and of any created string
 * @param maxWork maximum work: one unit for each character or element created or read, eight for
 *     each reference evaluated
 */
public record Bounds(int maxIterations, int maxCharacters, long maxWork) {}
