/**
 * Classes shared by tests of several packages: SDK clients, raw HTTP clients and servers, golden
 * files.
 */
@NullMarked
package dev.postern.testing;

import org.jspecify.annotations.NullMarked;
