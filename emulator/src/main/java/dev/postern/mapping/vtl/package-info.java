/**
 * The Velocity Template Language as API Gateway speaks it: Apache Velocity's parser makes the
 * syntax tree, this package compiles it to nodes of its own and runs them.
 *
 * <p>Own nodes rather than Velocity's, for three reasons. API Gateway differs in every reference it
 * prints (null prints nothing, an array prints as JSON, null equals the empty string). A template
 * must reach no Java but the methods listed here: nothing in this package calls a method by
 * reflection. And its work must be bounded, which needs a hand on every step.
 *
 * <p>Knows nothing of API Gateway's variables: those are given to {@link Script#render}.
 */
@NullMarked
package dev.postern.mapping.vtl;

import org.jspecify.annotations.NullMarked;
