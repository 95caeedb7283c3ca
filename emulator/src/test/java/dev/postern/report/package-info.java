@NullMarked
package dev.postern.report;

import org.jspecify.annotations.NullMarked;
