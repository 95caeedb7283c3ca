/**
 * What the control planes of all services share: the interfaces to the data plane, stored states,
 * paging, quotas, tags. Does not know the types of the data plane.
 */
@NullMarked
package dev.postern.control;

import org.jspecify.annotations.NullMarked;
