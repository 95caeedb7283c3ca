package dev.postern.bench;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Which image runs the measured function in containers. */
final class NodeImage {
  private static final String AWS = "public.ecr.aws/lambda/nodejs:22";
  private static final String TEST_PREFIX = "postern-test";
  private static final List<String> SETTINGS =
      List.of("POSTERN_LAMBDA_IMAGES", "POSTERN_LAMBDA_IMAGE_PREFIX");

  private NodeImage() {}

  /**
   * Settings for Postern and its counterpart: none when the user has set images or AWS's is here,
   * else the image that the tests make of this machine's own Node.
   *
   * @throws IOException when that cannot be made
   */
  static Map<String, String> settings(Run run) throws IOException, InterruptedException {
    if (SETTINGS.stream().anyMatch(System.getenv()::containsKey) || isHere(AWS)) {
      return Map.of();
    }
    run.progress().say("making a Node image: " + AWS + " is not on this machine");
    String script = run.options().root().resolve("scripts/test-images").toString();
    if (run(script) != 0 || !isHere(TEST_PREFIX + "/nodejs:22")) {
      throw new IOException("no image to run Node functions in: pull " + AWS);
    }
    run.report()
        .note("containers run an image of this machine's own Node: " + AWS + " is not here");
    return Map.of("POSTERN_LAMBDA_IMAGE_PREFIX", TEST_PREFIX);
  }

  private static boolean isHere(String image) throws IOException, InterruptedException {
    return run("docker", "image", "inspect", image) == 0;
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectInput(new File("/dev/null"))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
