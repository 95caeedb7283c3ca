@NullMarked
package dev.postern.mapping.schema;

import org.jspecify.annotations.NullMarked;
