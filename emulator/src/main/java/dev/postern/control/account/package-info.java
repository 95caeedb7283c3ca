/**
 * What an account has beside its APIs and domain names: settings, client certificates, VPC links.
 */
@NullMarked
package dev.postern.control.account;

import org.jspecify.annotations.NullMarked;
