package dev.postern.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SdkTablesTest {
  private static final Path FOLDER = Path.of("src/main/resources/dev/postern/sdk");

  @Test
  void tablesContainAllFactsOfTheSdk() throws Exception {
    Map<String, String> derived = new SdkTables(FOLDER, Map.of()).derive();

    assertThat(derived).containsOnlyKeys("operations.tsv", "constraints.tsv", "lambda-errors.tsv");
    for (Map.Entry<String, String> table : derived.entrySet()) {
      assertThat(table.getValue())
          .as("%s: update it with scripts/sdk-tables", table.getKey())
          .isEqualTo(Files.readString(FOLDER.resolve(table.getKey())));
    }
  }
}
