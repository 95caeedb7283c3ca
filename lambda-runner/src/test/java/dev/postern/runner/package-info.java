@NullMarked
package dev.postern.runner;

import org.jspecify.annotations.NullMarked;
