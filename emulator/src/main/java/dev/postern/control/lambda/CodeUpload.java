package dev.postern.control.lambda;

import dev.postern.aws.error.LambdaErrors;
import dev.postern.control.state.FunctionState.Code;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;

/**
 * Function code as sent to CreateFunction or UpdateFunctionCode.
 *
 * @param zipFile a deployment package, or null
 * @param bucket an S3 bucket, or null
 * @param key an S3 key, or null
 * @param imageUri URI of a container image, or null
 */
record CodeUpload(
    @Nullable SdkBytes zipFile,
    @Nullable String bucket,
    @Nullable String key,
    @Nullable String imageUri) {
  private static final int MAX_REQUEST_BYTES = 70_167_211;

  static CodeUpload of(FunctionCode code) {
    return new CodeUpload(code.zipFile(), code.s3Bucket(), code.s3Key(), code.imageUri());
  }

  static CodeUpload of(UpdateFunctionCodeRequest request) {
    return new CodeUpload(
        request.zipFile(), request.s3Bucket(), request.s3Key(), request.imageUri());
  }

  /**
   * Returns the code of a deployment package after checking the package.
   *
   * @param operation for the error text
   * @throws dev.postern.aws.error.AwsException if the package is missing, in S3, or not a valid zip
   */
  Code zip(String operation) {
    if (zipFile != null && (bucket != null || key != null || imageUri != null)) {
      throw LambdaErrors.codeSourcesMixed();
    }
    if (bucket != null || key != null) {
      throw LambdaErrors.codeFromS3NotThere(bucket == null ? "" : bucket, key == null ? "" : key);
    }
    if (imageUri != null) {
      throw LambdaErrors.imageUriWithZip();
    }
    if (zipFile == null) {
      throw LambdaErrors.codeMissing();
    }
    byte[] bytes = zipFile.asByteArrayUnsafe();
    if (4L * Math.ceilDiv(bytes.length, 3) > MAX_REQUEST_BYTES) {
      throw LambdaErrors.requestTooLarge(MAX_REQUEST_BYTES, operation);
    }
    DeploymentPackage.check(bytes);
    return new Code.Zip(bytes, Base64.getEncoder().encodeToString(sha256(bytes)));
  }

  /**
   * Returns the code of a container image. Does not check that the image exists: invocations fail
   * if it does not.
   *
   * @throws dev.postern.aws.error.AwsException if the URI is missing
   */
  Code image() {
    if (imageUri == null) {
      throw LambdaErrors.imageUriMissing();
    }
    return new Code.Image(imageUri);
  }

  /** Sets size and hash of the code. An image has a hash only if its URI contains the digest. */
  static FunctionConfiguration.Builder describe(FunctionConfiguration.Builder target, Code code) {
    return switch (code) {
      case Code.Zip(byte[] bytes, String sha256) ->
          target.codeSize((long) bytes.length).codeSha256(sha256);
      case Code.Image(String uri) -> target.codeSize(0L).codeSha256(digestOf(uri));
    };
  }

  private static @Nullable String digestOf(String imageUri) {
    int at = imageUri.indexOf("@sha256:");
    return at < 0 ? null : imageUri.substring(at + "@sha256:".length());
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
