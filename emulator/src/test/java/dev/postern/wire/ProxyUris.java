package dev.postern.wire;

import java.util.List;
import java.util.Random;

/** URIs of AWS_PROXY integrations, put together from right and wrong parts. */
final class ProxyUris {
  private static final List<String> SERVICES = List.of("lambda", "lambda", "firehose", "sqs", "");
  private static final List<String> STARTS =
      List.of(
          "path/2015-03-31/functions/",
          "path/2015-03-31/functions/",
          "path/2021-11-15/functions/",
          "path/2014-11-13/functions/",
          "path/functions/",
          "action/PutRecord",
          "action/",
          "");
  private static final List<String> FUNCTIONS =
      List.of(
          "arn:aws:lambda:us-east-1:000000000000:function:f",
          "arn:aws:lambda:us-east-1:000000000000:function:f:live",
          "arn:aws:lambda:us-east-1:000000000000:function:",
          "arn:aws:lambda:us-east-1:000000000000:layer:f",
          "${stageVariables.f}",
          "f",
          "");
  private static final List<String> ENDS =
      List.of("/invocations", "/invocations", "/response-streaming-invocations", "/invocation", "");

  private ProxyUris() {}

  static String random(Random random) {
    return "arn:aws:apigateway:us-east-1:%s:%s%s%s"
        .formatted(
            one(random, SERVICES), one(random, STARTS), one(random, FUNCTIONS), one(random, ENDS));
  }

  private static String one(Random random, List<String> parts) {
    return parts.get(random.nextInt(parts.size()));
  }

  /** Returns whether all parts fit together, compared with every combination that does. */
  static boolean isWhole(String uri) {
    String prefix = "arn:aws:apigateway:us-east-1:";
    if (uri.equals(prefix + "firehose:action/PutRecord")) {
      return true;
    }
    return FUNCTIONS.subList(0, 5).stream()
        .filter(function -> !function.endsWith(":function:") && !function.contains(":layer:"))
        .anyMatch(function ->
            uri.equals(prefix + "lambda:path/2015-03-31/functions/" + function + "/invocations")
                || uri.equals(
                    prefix
                        + "lambda:path/2021-11-15/functions/"
                        + function
                        + "/response-streaming-invocations"));
  }
}
