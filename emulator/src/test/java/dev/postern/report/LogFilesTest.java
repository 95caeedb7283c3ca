package dev.postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.AccountId;
import dev.postern.aws.Caller;
import dev.postern.aws.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
  @Test
  void lineBreaksInAnEventStartNoOtherEvent(@TempDir Path folder) throws IOException {
    Caller owner = new Caller(new AccountId("000000000000"), new Region("us-east-1"));
    String message = "GET /pets\r\n2026-11-23T00:00:01Z GET /forged\rand more";

    LogFiles files = new LogFiles(folder);
    files.take(
        new LogGroup(owner, "access"),
        List.of(new LogEvent("stream", Instant.parse("2026-11-23T00:00:00Z"), message)),
        0);
    files.close();

    assertThat(Files.readAllLines(folder.resolve("000000000000/us-east-1/access.log")))
        .containsExactly(
            "2026-11-23T00:00:00Z GET /pets\\r", "\t2026-11-23T00:00:01Z GET /forged\\rand more");
  }
}
