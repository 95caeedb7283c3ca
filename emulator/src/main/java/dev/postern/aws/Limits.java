package dev.postern.aws;

import java.time.Duration;

/**
 * AWS's quotas and limits that Postern keeps to.
 *
 * @param pageSizeDefault items of a list call without {@code limit}
 * @param pageSizeMost the most items of one page
 * @param payloadBytes the most bytes of a request to an API
 * @param integrationTimeoutLeast "Quotas for configuring and running a REST API in API Gateway"
 * @param integrationTimeoutMost the same page
 * @param foreachIterations the most iterations of a mapping template's {@code #foreach}
 * @param templateBytes the most bytes of a mapping template
 * @param resourcesPerApi the same page
 * @param stagesPerApi the same page
 * @param streamTimeoutMost the most an integration that streams its response may take: "Stream the
 *     integration response for your proxy integrations in API Gateway"
 * @param tagsPerResource "Tag API Gateway resources"
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html">
 *     Quotas for configuring and running a REST API in API Gateway</a>
 */
public record Limits(
    int pageSizeDefault,
    int pageSizeMost,
    int payloadBytes,
    Duration integrationTimeoutLeast,
    Duration integrationTimeoutMost,
    int foreachIterations,
    int templateBytes,
    int resourcesPerApi,
    int stagesPerApi,
    Duration streamTimeoutMost,
    int tagsPerResource) {

  public static final Limits AWS =
      new Limits(
          25,
          500,
          10_485_760,
          Duration.ofMillis(50),
          Duration.ofMillis(29_000),
          1_000,
          307_200,
          300,
          10,
          Duration.ofMinutes(15),
          50);

  /** For load tests: AWS's timeouts and payloads, no bounds on how much an account may hold. */
  public static final Limits RELAXED =
      new Limits(
          25,
          500,
          10_485_760,
          Duration.ofMillis(50),
          Duration.ofMillis(29_000),
          1_000,
          307_200,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Duration.ofMinutes(15),
          50);
}
