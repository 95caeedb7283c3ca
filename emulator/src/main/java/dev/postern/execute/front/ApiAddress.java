package dev.postern.execute.front;

import dev.postern.aws.ApiId;
import org.jspecify.annotations.Nullable;

/**
 * Where a client sent a request.
 *
 * @param api whose request it is
 * @param path raw, the stage its first segment
 * @param domainName host without port, or null when the path names the API: then AWS's host is
 *     shown
 * @param vpcEndpoint id of the VPC endpoint that the host names, or null
 */
public record ApiAddress(
    ApiId api, String path, @Nullable String domainName, @Nullable String vpcEndpoint) {}
