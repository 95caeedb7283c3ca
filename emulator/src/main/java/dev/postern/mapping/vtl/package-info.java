/**
 * The Velocity Template Language of API Gateway. Apache Velocity's parser creates the syntax tree;
 * this package compiles it to its own nodes and runs them.
 *
 * <p>It does not use Velocity's nodes for three reasons. API Gateway evaluates references
 * differently: null prints nothing, an array prints as JSON, null equals the empty string. A
 * template must reach no Java methods except those listed here, and nothing in this package calls a
 * method by reflection. The work of a template must be limited, so each step is counted.
 *
 * <p>Does not know API Gateway's variables: the caller passes them to {@link Script#render}.
 */
@NullMarked
package dev.postern.mapping.vtl;

import org.jspecify.annotations.NullMarked;
