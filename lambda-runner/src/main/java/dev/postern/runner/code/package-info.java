/**
 * Deployment packages: reads zip files, checks them and lays them out for sandboxes. Knows nothing
 * of sandboxes.
 */
@NullMarked
package dev.postern.runner.code;

import org.jspecify.annotations.NullMarked;
