/**
 * IAM's policy language: a policy is parsed once to an immutable value and evaluated for each
 * request without parsing anything again.
 *
 * <p>A policy yields one of three decisions: Allow, explicit Deny, or implicit deny. The caller
 * combines the decisions of several policies, since the rules depend on the service. A malformed
 * element never allows: an Allow statement with a defect does not apply, and a Deny statement with
 * a defect that may apply turns an Allow into an implicit deny.
 *
 * <p>Knows no service: actions, resources and condition keys are texts.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">
 *     IAM JSON policy element reference</a>
 */
@NullMarked
package dev.postern.auth.policy;

import org.jspecify.annotations.NullMarked;
