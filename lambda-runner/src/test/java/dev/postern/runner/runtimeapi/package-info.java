@NullMarked
package dev.postern.runner.runtimeapi;

import org.jspecify.annotations.NullMarked;
