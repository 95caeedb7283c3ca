@NullMarked
package dev.postern.runner.environment;

import org.jspecify.annotations.NullMarked;
