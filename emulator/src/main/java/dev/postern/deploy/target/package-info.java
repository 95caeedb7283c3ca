/** The backends that integrations are bound to, and the URIs that name them. */
@NullMarked
package dev.postern.deploy.target;

import org.jspecify.annotations.NullMarked;
