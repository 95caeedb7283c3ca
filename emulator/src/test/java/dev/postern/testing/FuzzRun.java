package dev.postern.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Runs a fuzz target in the test suite: with the files of {@code testdata/fuzz/<name>}, then with
 * mutations of them, which are the same in every run. {@code scripts/fuzz} searches further.
 */
public final class FuzzRun {
  private static final long MAX_ALLOCATED_BYTES = 256L << 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final String MARKS =
      "{}[]()$#\"'\\/.,:;|&!<>=+-*?%~@^ \n\t0179aexsu\u0000\u00e9\ud83d";

  private final List<String> files;
  private final List<byte[]> corpus;
  private final Consumer<byte[]> target;

  private FuzzRun(List<String> files, Consumer<byte[]> target) {
    this.files = files;
    this.corpus = files.stream().map(TestData::bytes).toList();
    this.target = target;
  }

  /**
   * Runs a target.
   *
   * @param name of the folder of its corpus
   * @throws AssertionError with the seed and the input, if the target throws or allocates too much
   *     memory; memory is checked instead of time, which depends on the machine
   */
  public static void of(String name, Consumer<byte[]> target, int mutations) {
    FuzzRun run = new FuzzRun(TestData.in("fuzz/" + name), target);
    for (int i = 0; i < run.files.size(); i++) {
      run.check(run.files.get(i), run.corpus.get(i));
    }
    for (int seed = 0; seed < mutations; seed++) {
      run.check("seed " + seed, run.mutated(seed));
    }
  }

  private void check(String name, byte[] input) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      target.accept(input);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(name + ": " + new String(input, StandardCharsets.UTF_8), e);
    }
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    if (bytes > MAX_ALLOCATED_BYTES) {
      throw new AssertionError(
          "%s allocated %,d bytes: %s"
              .formatted(name, bytes, new String(input, StandardCharsets.UTF_8)));
    }
  }

  private byte[] mutated(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] input = any(random);
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      input = once(input, random);
    }
    return input;
  }

  private byte[] once(byte[] input, RandomGenerator random) {
    int from = random.nextInt(input.length + 1);
    int to = Math.min(input.length, from + random.nextInt(1, 40));
    byte[] mark = {(byte) MARKS.charAt(random.nextInt(MARKS.length()))};
    return switch (random.nextInt(6)) {
      case 0 -> spliced(input, from, Math.min(from + 1, input.length), mark);
      case 1 -> spliced(input, from, from, mark);
      case 2 -> spliced(input, from, to, new byte[0]);
      case 3 -> spliced(input, to, to, Arrays.copyOfRange(input, from, to));
      case 4 -> spliced(input, from, from, piece(any(random), random));
      default -> spliced(input, from, to, piece(any(random), random));
    };
  }

  private byte[] any(RandomGenerator random) {
    return corpus.get(random.nextInt(corpus.size()));
  }

  private static byte[] piece(byte[] of, RandomGenerator random) {
    int from = random.nextInt(of.length + 1);
    return Arrays.copyOfRange(of, from, Math.min(of.length, from + random.nextInt(1, 80)));
  }

  private static byte[] spliced(byte[] input, int from, int to, byte[] between) {
    byte[] result = new byte[from + between.length + input.length - to];
    System.arraycopy(input, 0, result, 0, from);
    System.arraycopy(between, 0, result, from, between.length);
    System.arraycopy(input, to, result, from + between.length, input.length - to);
    return result;
  }
}
