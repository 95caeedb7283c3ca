package dev.postern.wire;

import java.util.List;
import java.util.Map;

/**
 * Paths that a PATCH may name, by operation. Taken from the API reference's table, not from
 * Postern's code.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html">Patch
 *     operations</a>
 */
final class PatchPaths {
  static final Map<String, List<String>> BY_OPERATION =
      Map.ofEntries(
          Map.entry(
              "UpdateRestApi",
              List.of(
                  "/name",
                  "/description",
                  "/apiKeySource",
                  "/policy",
                  "/disableExecuteApiEndpoint",
                  "/minimumCompressionSize",
                  "/endpointConfiguration/types/EDGE",
                  "/endpointConfiguration/types/0",
                  "/endpointConfiguration/types/-1",
                  "/endpointConfiguration/ipAddressType",
                  "/endpointConfiguration/vpcEndpointIds",
                  "/endpointAccessMode",
                  "/securityPolicy",
                  "/binaryMediaTypes/image~1png",
                  "/binaryMediaTypes")),
          Map.entry("UpdateResource", List.of("/parentId", "/pathPart")),
          Map.entry(
              "UpdateMethod",
              List.of(
                  "/authorizationType",
                  "/authorizerId",
                  "/apiKeyRequired",
                  "/operationName",
                  "/requestValidatorId",
                  "/authorizationScopes",
                  "/requestParameters/method.request.header.a",
                  "/requestParameters/method.request.querystring.é",
                  "/requestParameters/method.request.path",
                  "/requestModels/application~1json",
                  "/requestModels/$default")),
          Map.entry(
              "UpdateMethodResponse",
              List.of(
                  "/responseParameters/method.response.header.a",
                  "/responseParameters/method.response.header.",
                  "/responseModels/application~1json")),
          Map.entry(
              "UpdateIntegration",
              List.of(
                  "/uri",
                  "/httpMethod",
                  "/credentials",
                  "/cacheNamespace",
                  "/connectionId",
                  "/connectionType",
                  "/contentHandling",
                  "/passthroughBehavior",
                  "/timeoutInMillis",
                  "/tlsConfig/insecureSkipVerification",
                  "/responseTransferMode",
                  "/integrationTarget",
                  "/type",
                  "/requestParameters/integration.request.path.p",
                  "/requestParameters/integration.request.header.",
                  "/requestTemplates/application~1json",
                  "/requestTemplates/$default",
                  "/cacheKeyParameters",
                  "/cacheKeyParameters/method.request.path.pet")),
          Map.entry(
              "UpdateIntegrationResponse",
              List.of(
                  "/contentHandling",
                  "/selectionPattern",
                  "/responseParameters/method.response.header.a",
                  "/responseTemplates/application~1json",
                  "/responseTemplates/$default")),
          Map.entry(
              "UpdateStage",
              List.of(
                  "/deploymentId",
                  "/description",
                  "/documentationVersion",
                  "/cacheClusterEnabled",
                  "/cacheClusterSize",
                  "/clientCertificateId",
                  "/tracingEnabled",
                  "/variables",
                  "/variables/a",
                  "/variables/é",
                  "/accessLogSettings",
                  "/accessLogSettings/destinationArn",
                  "/accessLogSettings/format",
                  "/canarySettings",
                  "/canarySettings/deploymentId",
                  "/canarySettings/percentTraffic",
                  "/canarySettings/useStageCache",
                  "/canarySettings/stageVariableOverrides",
                  "/canarySettings/stageVariableOverrides/a",
                  "/*/*",
                  "/~1{pet}/GET",
                  "/*/*/metrics/enabled",
                  "/*/*/logging/dataTrace",
                  "/*/*/logging/loglevel",
                  "/*/*/throttling/burstLimit",
                  "/*/*/throttling/rateLimit",
                  "/*/*/caching/enabled",
                  "/*/*/caching/ttlInSeconds",
                  "/*/*/caching/dataEncrypted",
                  "/*/*/caching/requireAuthorizationForCacheControl",
                  "/*/*/caching/unauthorizedCacheControlHeaderStrategy",
                  "/a/b/c/GET/caching/enabled",
                  "//GET/caching/enabled")),
          Map.entry("UpdateDeployment", List.of("/description")),
          Map.entry(
              "UpdateAuthorizer",
              List.of(
                  "/name",
                  "/type",
                  "/authType",
                  "/authorizerUri",
                  "/authorizerCredentials",
                  "/authorizerResultTtlInSeconds",
                  "/identitySource",
                  "/identityValidationExpression",
                  "/providerARNs")),
          Map.entry(
              "UpdateApiKey",
              List.of("/name", "/description", "/enabled", "/customerId", "/labels", "/stages")),
          Map.entry(
              "UpdateUsagePlan",
              List.of(
                  "/name",
                  "/description",
                  "/productCode",
                  "/quota",
                  "/quota/limit",
                  "/quota/offset",
                  "/quota/period",
                  "/throttle",
                  "/throttle/burstLimit",
                  "/throttle/rateLimit",
                  "/apiStages",
                  "/apiStages/a:b/throttle",
                  "/apiStages/a:b/throttle/~1pets/GET",
                  "/apiStages/a:b/throttle//pets/GET/rateLimit",
                  "/apiStages/a:b/throttle/~1pets/GET/burstLimit")),
          Map.entry("UpdateUsage", List.of("/remaining")),
          Map.entry("UpdateAccount", List.of("/cloudwatchRoleArn", "/features")),
          Map.entry(
              "UpdateDomainName",
              List.of(
                  "/certificateName",
                  "/certificateArn",
                  "/regionalCertificateName",
                  "/regionalCertificateArn",
                  "/securityPolicy",
                  "/endpointConfiguration/types",
                  "/endpointConfiguration/types/EDGE",
                  "/endpointConfiguration/ipAddressType",
                  "/endpointAccessMode",
                  "/routingMode",
                  "/policy",
                  "/managementPolicy",
                  "/mutualTlsAuthentication/truststoreUri",
                  "/mutualTlsAuthentication/truststoreVersion",
                  "/ownershipVerificationCertificateArn")),
          Map.entry("UpdateBasePathMapping", List.of("/basePath", "/restapiId", "/stage")),
          Map.entry(
              "UpdateGatewayResponse",
              List.of(
                  "/statusCode",
                  "/responseParameters/gatewayresponse.header.a",
                  "/responseTemplates/application~1json")),
          Map.entry("UpdateModel", List.of("/description", "/schema")),
          Map.entry(
              "UpdateRequestValidator",
              List.of("/name", "/validateRequestBody", "/validateRequestParameters")),
          Map.entry("UpdateDocumentationPart", List.of("/properties")),
          Map.entry("UpdateDocumentationVersion", List.of("/description")),
          Map.entry("UpdateClientCertificate", List.of("/description")),
          Map.entry("UpdateVpcLink", List.of("/name", "/description")));

  /** Paths that no resource has. */
  static final List<String> ILLEGAL =
      List.of(
          "/nope",
          "",
          "nope",
          "/",
          "//",
          "/nope/x",
          "/id",
          "/~2",
          "/a/b/c/d/e/f/g",
          "/createdDate",
          "//name",
          "/name/0",
          "/pets/GET//throttling/burstLimit",
          "/*//throttling/burstLimit",
          "//caching/enabled",
          "/requestParameters//a",
          "/apiStages//throttle//a/GET/rateLimit",
          "/apiStages/0");

  /** Unexpected values that clients may send. */
  static final List<String> ODD_VALUES =
      List.of(
          "",
          " ",
          "x",
          "true",
          "0",
          "-1",
          "1.5",
          "99999999999999999999",
          "NaN",
          "Infinity",
          "null",
          "{}",
          "[]",
          "[null]",
          "{\"a\":null}",
          "{\"a\":{}}",
          "{\"$ref\":\"#/nowhere\"}",
          "(",
          "[a-",
          "'",
          "$context.requestId",
          "$input.path('$')",
          "#if(",
          "method.request.header.a",
          "integration.response.body.$[",
          "http://",
          "http://{/${stageVariables",
          "arn:aws:apigateway:us-east-1:lambda:path/functions//invocations",
          "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations",
          "arn:aws:apigateway:us-east-1:firehose:path/functions/f",
          "none",
          "0.0",
          ":",
          "a:",
          "a:b",
          "\u0000",
          "é漢",
          "x".repeat(3_000));

  private PatchPaths() {}
}
