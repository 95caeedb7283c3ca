package dev.postern.execute.front;

import dev.postern.aws.ApiId;
import org.jspecify.annotations.Nullable;

/**
 * The address to which a client sent a request.
 *
 * @param api API that the request is for
 * @param path raw path; its first segment is the stage
 * @param domainName host without port, or null if the path names the API: AWS's host name is then
 *     used
 * @param vpcEndpoint id of the VPC endpoint in the host name, or null
 */
public record ApiAddress(
    ApiId api, String path, @Nullable String domainName, @Nullable String vpcEndpoint) {}
