package dev.postern.execute.integration;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The names of an AWS service. API Gateway's URIs use the name in the service's host name; the
 * SDKs' variables and its signatures may use others.
 *
 * @param host name in integration URIs, such as {@code states} or {@code streams.dynamodb}
 * @param variable variable that holds its endpoint, such as {@code AWS_ENDPOINT_URL_SFN}
 * @param signing name in the credential scope of a signature
 * @param operations prefix of the action in {@code X-Amz-Target}; null if API Gateway does not set
 *     that header
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html">Identifiers
 *     for service-specific endpoints</a>
 */
public record ServiceName(
    String host, String variable, String signing, @Nullable String operations) {

  private static final String VARIABLE = "AWS_ENDPOINT_URL_";

  /** SDK identifiers that differ from the name in the host. */
  private static final Map<String, String> IDENTIFIERS =
      Map.ofEntries(
          Map.entry("acm-pca", "ACM_PCA"),
          Map.entry("application-autoscaling", "APPLICATION_AUTO_SCALING"),
          Map.entry("apigateway", "API_GATEWAY"),
          Map.entry("autoscaling", "AUTO_SCALING"),
          Map.entry("bedrock-agent-runtime", "BEDROCK_AGENT_RUNTIME"),
          Map.entry("data.iot", "IOT_DATA_PLANE"),
          Map.entry("elasticloadbalancing", "ELASTIC_LOAD_BALANCING_V2"),
          Map.entry("elasticmapreduce", "EMR"),
          Map.entry("email", "SES"),
          Map.entry("events", "EVENTBRIDGE"),
          Map.entry("execute-api", "APIGATEWAYMANAGEMENTAPI"),
          Map.entry("logs", "CLOUDWATCH_LOGS"),
          Map.entry("cognito-idp", "COGNITO_IDENTITY_PROVIDER"),
          Map.entry("monitoring", "CLOUDWATCH"),
          Map.entry("route53", "ROUTE_53"),
          Map.entry("runtime.sagemaker", "SAGEMAKER_RUNTIME"),
          Map.entry("sdb", "SIMPLEDB"),
          Map.entry("secretsmanager", "SECRETS_MANAGER"),
          Map.entry("states", "SFN"),
          Map.entry("streams.dynamodb", "DYNAMODB_STREAMS"),
          Map.entry("tagging", "RESOURCE_GROUPS_TAGGING_API"));

  /** Signing names that differ from the last part of the name in the host. */
  private static final Map<String, String> SIGNING =
      Map.of(
          "bedrock-runtime", "bedrock",
          "bedrock-agent-runtime", "bedrock",
          "data.iot", "iotdata",
          "email", "ses");

  /** Prefixes of {@code X-Amz-Target}. EventBridge has none here: the user maps the header. */
  private static final Map<String, String> OPERATIONS =
      Map.ofEntries(
          Map.entry("cognito-identity", "AWSCognitoIdentityService"),
          Map.entry("cognito-idp", "AWSCognitoIdentityProviderService"),
          Map.entry("dynamodb", "DynamoDB_20120810"),
          Map.entry("firehose", "Firehose_20150804"),
          Map.entry("kinesis", "Kinesis_20131202"),
          Map.entry("kms", "TrentService"),
          Map.entry("logs", "Logs_20140328"),
          Map.entry("secretsmanager", "secretsmanager"),
          Map.entry("ssm", "AmazonSSM"),
          Map.entry("states", "AWSStepFunctions"),
          Map.entry("streams.dynamodb", "DynamoDBStreams_20120810"));

  /** Returns the service of a host. Ignores the subdomain of a resource, such as a bucket. */
  public static ServiceName of(String host) {
    String last = host.substring(host.lastIndexOf('.') + 1);
    String known = IDENTIFIERS.containsKey(host) ? host : last;
    String identifier =
        IDENTIFIERS.getOrDefault(
            known, known.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"));
    return new ServiceName(
        known,
        VARIABLE + identifier,
        Objects.requireNonNullElse(SIGNING.get(known), last),
        OPERATIONS.get(known));
  }
}
