/**
 * Who calls: what a Signature Version 4 header or presigned URL says. Knows requests, nothing of
 * what they ask for.
 */
@NullMarked
package dev.postern.auth;

import org.jspecify.annotations.NullMarked;
