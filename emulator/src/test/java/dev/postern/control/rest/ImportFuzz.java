package dev.postern.control.rest;

import dev.postern.aws.error.AwsException;
import dev.postern.testing.FuzzRun;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiResponse;

/** Any file is either imported and deployed or refused with a 4xx status. */
public class ImportFuzz {

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] file) {
    RestFixture rest = new RestFixture();
    try {
      ImportRestApiResponse api =
          rest.call(ImportRestApiRequest.builder().body(SdkBytes.fromByteArray(file)).build());
      rest.deploy(api.id(), "dev");
    } catch (AwsException e) {
      if (e.status() < 400 || e.status() > 499) {
        throw e;
      }
    }
  }

  @Test
  void corpusAndMutationsOfIt() {
    FuzzRun.of("import", ImportFuzz::fuzzerTestOneInput, 10_000);
  }
}
