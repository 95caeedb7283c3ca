@NullMarked
package dev.postern.mapping.json;

import org.jspecify.annotations.NullMarked;
