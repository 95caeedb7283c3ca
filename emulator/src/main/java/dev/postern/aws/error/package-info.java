/**
 * Every error AWS answers, in AWS's words: catalogues of the control plane (one a service) and of
 * the data plane.
 *
 * <p>Only the catalogues build exceptions; nobody else writes an error text.
 */
@NullMarked
package dev.postern.aws.error;

import org.jspecify.annotations.NullMarked;
