/**
 * Every error that AWS answers, in AWS's words: catalogues of the control plane (one per service or
 * subject) and of the data plane.
 *
 * <p>Only the catalogues build exceptions; no other package writes an error text.
 */
@NullMarked
package dev.postern.aws.error;

import org.jspecify.annotations.NullMarked;
