package dev.postern.demo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Serves command lines to a shell script, so that a JVM starts once and not for each.
 *
 * <p>A request is a row of texts on standard input, each ended by a NUL: how many follow, endpoint,
 * region, access key, then the arguments of {@code aws}. The answer is in the files {@code out} and
 * {@code err} of the folder; when they are written, a line with the exit status is printed. Ends
 * with its input.
 */
public final class AwsSession {
  private AwsSession() {}

  /** Takes the folder for the answers. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    InputStream in = new BufferedInputStream(System.in);
    try (Aws aws = new Aws()) {
      for (List<String> request = next(in); !request.isEmpty(); request = next(in)) {
        Aws.Settings settings = new Aws.Settings(request.get(0), request.get(1), request.get(2));
        Aws.Result result = aws.run(settings, request.subList(3, request.size()));
        Files.writeString(folder.resolve("out"), result.out());
        Files.writeString(folder.resolve("err"), result.err());
        System.out.println(result.status());
        System.out.flush();
      }
    }
  }

  /** Empty at the end of the input. */
  private static List<String> next(InputStream in) throws IOException {
    String count = text(in);
    List<String> texts = new ArrayList<>();
    for (int left = count.isEmpty() ? 0 : Integer.parseInt(count); left > 0; left--) {
      texts.add(text(in));
    }
    return texts;
  }

  private static String text(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int read = in.read(); read > 0; read = in.read()) {
      bytes.write(read);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
