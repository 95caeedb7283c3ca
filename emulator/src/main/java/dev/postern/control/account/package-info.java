/**
 * Account settings, client certificates and VPC links: resources of an account besides APIs and
 * domain names.
 */
@NullMarked
package dev.postern.control.account;

import org.jspecify.annotations.NullMarked;
