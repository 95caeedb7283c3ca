package dev.postern.testing;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Real SDK clients of one account and region for one endpoint. They do not retry, so that tests see
 * the first response.
 *
 * @param accessKeyId an account id of twelve digits makes it the caller's account
 */
public record SdkClients(URI endpoint, String accessKeyId, Region region, JdkSdkHttpClient http)
    implements AutoCloseable {

  /** Makes clients of account {@code 000000000000} in {@code us-east-1}. */
  public SdkClients(URI endpoint) {
    this(endpoint, "test", Region.US_EAST_1, new JdkSdkHttpClient());
  }

  public ApiGatewayClient rest() {
    return configured(ApiGatewayClient.builder()).build();
  }

  public ApiGatewayV2Client v2() {
    return configured(ApiGatewayV2Client.builder()).build();
  }

  public LambdaClient lambda() {
    return configured(LambdaClient.builder()).build();
  }

  /**
   * Returns an asynchronous client, for operations with streamed responses; the caller closes it.
   */
  public LambdaAsyncClient lambdaAsync() {
    return LambdaAsyncClient.builder()
        .endpointOverride(endpoint)
        .region(region)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "secret")))
        .httpClientBuilder(new JdkSdkAsyncHttpClient.Builder())
        .build();
  }

  /** Returns a client for the API and stage whose URL is the endpoint. */
  public ApiGatewayManagementApiClient connections() {
    return configured(ApiGatewayManagementApiClient.builder()).build();
  }

  @Override
  public void close() {
    http.close();
  }

  private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(region)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "secret")))
        .overrideConfiguration(
            override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .httpClient(http);
  }
}
