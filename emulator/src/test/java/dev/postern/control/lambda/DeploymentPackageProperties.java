package dev.postern.control.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.error.AwsException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeploymentPackageProperties {
  private static final long SEED = 20_260_310;
  private static final int CASES = 5_000;

  @Test
  void damagedZipIsEitherAcceptedOrRefusedWithLambdasError() {
    byte[] good =
        LambdaFixture.zip("index.js", "exports.handler = 1", "lib/a.js", "x".repeat(500))
            .asByteArray();
    Random random = new Random(SEED);

    for (int i = 0; i < CASES; i++) {
      byte[] damaged = good.clone();
      int changes = 1 + random.nextInt(4);
      for (int change = 0; change < changes; change++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      assertThat(failureOf(damaged)).as("seed %d, case %d", SEED, i).isTrue();
    }
  }

  private static boolean failureOf(byte[] zip) {
    try {
      DeploymentPackage.check(zip);
      return true;
    } catch (AwsException e) {
      return e.code().equals("InvalidParameterValueException");
    }
  }
}
