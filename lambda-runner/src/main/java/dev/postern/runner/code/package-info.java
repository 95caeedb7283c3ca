/** Deployment packages: reads zip files, checks them and unpacks them. Does not know sandboxes. */
@NullMarked
package dev.postern.runner.code;

import org.jspecify.annotations.NullMarked;
