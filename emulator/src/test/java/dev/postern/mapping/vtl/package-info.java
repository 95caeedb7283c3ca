@NullMarked
package dev.postern.mapping.vtl;

import org.jspecify.annotations.NullMarked;
