/** Compiles deployments of REST APIs and binds them to stages. */
@NullMarked
package dev.postern.deploy.rest;

import org.jspecify.annotations.NullMarked;
