package dev.postern.deploy.target;

import dev.postern.execute.integration.AwsServices;
import dev.postern.execute.integration.HttpBackend;
import dev.postern.execute.integration.PrivateNetwork;
import dev.postern.execute.live.Directory;
import dev.postern.runner.LambdaRunner;
import java.time.InstantSource;

/**
 * The backends that integrations are bound to.
 *
 * @param directory the current functions and VPC links
 * @param network the local servers behind VPC links
 * @param invokePermissionChecked whether a function's policy must let the method invoke it
 * @param clock clock that times streams
 */
public record Backends(
    Directory directory,
    HttpBackend http,
    PrivateNetwork network,
    AwsServices services,
    LambdaRunner runner,
    boolean invokePermissionChecked,
    InstantSource clock) {}
