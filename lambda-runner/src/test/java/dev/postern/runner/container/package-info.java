@NullMarked
package dev.postern.runner.container;

import org.jspecify.annotations.NullMarked;
