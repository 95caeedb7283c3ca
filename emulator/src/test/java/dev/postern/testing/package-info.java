/** What tests of several packages share: SDK clients and a server of the JDK's own. */
@NullMarked
package dev.postern.testing;

import org.jspecify.annotations.NullMarked;
