/**
 * Custom domain names, their mappings and access associations, and the rules that they share with
 * APIs. Both versions of the API use it.
 */
@NullMarked
package dev.postern.control.domain;

import org.jspecify.annotations.NullMarked;
