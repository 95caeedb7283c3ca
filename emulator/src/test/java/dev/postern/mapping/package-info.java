@NullMarked
package dev.postern.mapping;

import org.jspecify.annotations.NullMarked;
