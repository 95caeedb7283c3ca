package dev.postern.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.UUID;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Creates Node.js functions that any API may call. */
public final class NodeFunction {
  private static final Program NODE = new Program("node");

  private NodeFunction() {}

  /** Skips the test visibly if there is no Node.js. */
  public static void assumeNode() {
    assumeThat(NODE.isThere()).as("node on the PATH").isTrue();
  }

  /**
   * Creates a function and returns its invocation URI. Skips the test if there is no Node.js.
   *
   * @param module ES module that exports {@code handler}
   */
  public static String create(LambdaClient lambda, String module) {
    assumeNode();
    String name = "golden-" + UUID.randomUUID();
    String arn =
        lambda
            .createFunction(r ->
                r.functionName(name)
                    .runtime("nodejs22.x")
                    .handler("index.handler")
                    .role("arn:aws:iam::000000000000:role/lambda")
                    .code(c -> c.zipFile(Zips.of("index.mjs", module))))
            .functionArn();
    lambda.addPermission(r ->
        r.functionName(name)
            .statementId("apigateway")
            .action("lambda:InvokeFunction")
            .principal("apigateway.amazonaws.com"));
    return "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/" + arn + "/invocations";
  }
}
