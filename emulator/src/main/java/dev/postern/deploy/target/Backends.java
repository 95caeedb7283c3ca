package dev.postern.deploy.target;

import dev.postern.execute.integration.AwsServices;
import dev.postern.execute.integration.HttpBackend;
import dev.postern.execute.integration.PrivateNetwork;
import dev.postern.execute.live.Directory;
import dev.postern.runner.LambdaRunner;
import java.time.InstantSource;

/**
 * What integrations are bound to.
 *
 * @param directory the functions and VPC links as they are at a request
 * @param network where VPC links lead to
 * @param invokePermissionChecked whether a function's policy must let the method invoke it
 * @param clock that streams are timed by
 */
public record Backends(
    Directory directory,
    HttpBackend http,
    PrivateNetwork network,
    AwsServices services,
    LambdaRunner runner,
    boolean invokePermissionChecked,
    InstantSource clock) {}
