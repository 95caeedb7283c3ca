package dev.postern.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTableTest {
  private static final Path TABLE = Path.of("src/main/resources/dev/postern/aws/services.tsv");

  @Test
  void tableIsWrittenByTheProgram() throws Exception {
    List<String> present = Files.readAllLines(TABLE);
    ServiceTable table = new ServiceTable();

    table.keep(present);

    assertThat(table.lines()).isEqualTo(present);
  }

  @Test
  void newestModelOfAServiceCounts(@TempDir Path folder) throws Exception {
    model(folder.resolve("2012-11-05"), "2012-11-05", "AmazonSQS");
    model(folder.resolve("2011-01-01"), "2011-01-01", "Old");
    ServiceTable table = new ServiceTable();

    table.read(folder);

    assertThat(table.lines())
        .last()
        .isEqualTo("SQS\tsqs\tsqs\tjson,query\t1.0\tAmazonSQS\t2012-11-05\thttp://sqs/");
  }

  private static void model(Path folder, String version, String target) throws Exception {
    Files.writeString(
        Files.createDirectories(folder).resolve("service-2.json"),
        """
        {"metadata": {"serviceId": "SQS", "endpointPrefix": "sqs", "protocol": "json",
          "protocols": ["json"], "awsQueryCompatible": {}, "jsonVersion": "1.0",
          "xmlNamespace": "http://sqs/", "targetPrefix": "%s", "apiVersion": "%s"}}
        """
            .formatted(target, version));
  }
}
