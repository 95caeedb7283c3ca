/**
 * Lambda's Runtime API, version 2018-06-01: the runtime in a sandbox requests invocations and sends
 * responses here. The only package that knows Vert.x; knows neither sandboxes nor pools.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Using the Lambda
 *     runtime API for custom runtimes</a>
 */
@NullMarked
package dev.postern.runner.runtimeapi;

import org.jspecify.annotations.NullMarked;
