@NullMarked
package dev.postern.runner.code;

import org.jspecify.annotations.NullMarked;
