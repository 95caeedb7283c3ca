package dev.postern.testing;

import dev.postern.auth.InvokePolicy;
import dev.postern.execute.live.Directory;
import dev.postern.execute.live.LiveFunction;
import dev.postern.runner.FunctionSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Functions as the data plane sees them, for tests without a control plane. */
public final class TestFunctions {
  public static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:pets";

  private TestFunctions() {}

  /** Returns a directory with one function, which API Gateway may invoke from everywhere. */
  public static Directory open() {
    return with(
        "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"apigateway.amazonaws.com\"},"
            + "\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"*\"}");
  }

  /** Returns a directory with one function that has these statements in its policy. */
  public static Directory with(String statements) {
    Directory directory = new Directory();
    directory.put(
        ARN,
        new LiveFunction(
            spec(),
            InvokePolicy.parse(
                ARN, "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}")));
    return directory;
  }

  private static FunctionSpec spec() {
    return new FunctionSpec(
        ARN,
        "pets",
        "$LATEST",
        "1",
        "nodejs22.x",
        "index.handler",
        new FunctionSpec.CodePackage.Image("pets", List.of(), List.of(), null),
        Map.of(),
        Duration.ofSeconds(3),
        128,
        "x86_64",
        "eu-west-1",
        "123456789012",
        null);
  }
}
