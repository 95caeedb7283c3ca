package dev.postern.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Derives the table of services from service models; {@code scripts/sdk-tables --services} runs it.
 *
 * <p>The artifact {@code aws-java-sdk-models} has the models of all services of 2025 but a few. It
 * gets no new versions, so a row of the present table wins over it, and a folder of newer models
 * wins over both.
 */
final class ServiceTable {
  private static final List<String> HEAD =
      List.of(
          "# Every service of AWS: id, host, signing name, protocols, version of JSON, prefix of"
              + " X-Amz-Target, API version, XML namespace.");

  /** The ids of models that have none. */
  private static final Map<String, String> IDS =
      Map.of(
          "cloudsearchdomain", "CloudSearch Domain",
          "importexport", "ImportExport",
          "sdb", "SimpleDB");

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, String[]> rows = new TreeMap<>();

  /**
   * Writes the table, or with {@code --check} compares it.
   *
   * @param arguments optionally {@code --check}; the table; the jar; folders of newer models
   */
  public static void main(String[] arguments) throws IOException {
    List<String> rest = new ArrayList<>(List.of(arguments));
    boolean check = rest.remove("--check");
    Path file = Path.of(rest.getFirst());
    ServiceTable table = new ServiceTable();
    List<String> before = Files.exists(file) ? Files.readAllLines(file) : List.of();
    for (String source : rest.subList(1, rest.size())) {
      if (!Files.isDirectory(Path.of(source))) {
        table.read(Path.of(source));
      }
    }
    table.keep(before);
    for (String source : rest.subList(1, rest.size())) {
      if (Files.isDirectory(Path.of(source))) {
        table.read(Path.of(source));
      }
    }
    List<String> after = table.lines();
    before.stream()
        .filter(line -> !after.contains(line))
        .forEach(l -> System.out.println("- " + l));
    after.stream()
        .filter(line -> !before.contains(line))
        .forEach(l -> System.out.println("+ " + l));
    boolean changed = !before.equals(after);
    System.out.println(changed ? "The table differs." : "The table is the same.");
    if (!check) {
      Files.writeString(file, String.join("\n", after) + "\n");
    }
    System.exit(check && changed ? 1 : 0);
  }

  void keep(List<String> lines) {
    for (String line : lines) {
      if (!line.startsWith("#")) {
        String[] row = line.split("\t", -1);
        rows.put(row[0], row);
      }
    }
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(HEAD);
    rows.values().forEach(row -> lines.add(String.join("\t", row)));
    return lines;
  }

  void read(Path source) throws IOException {
    Map<String, JsonNode> newest = new TreeMap<>();
    if (Files.isDirectory(source)) {
      readFolder(source, newest);
    } else {
      readJar(source, newest);
    }
    newest.forEach((id, metadata) -> rows.put(id, row(id, metadata)));
  }

  private void readJar(Path source, Map<String, JsonNode> newest) throws IOException {
    try (ZipFile jar = new ZipFile(source.toFile())) {
      for (ZipEntry entry :
          jar.stream().filter(e -> e.getName().endsWith("-model.json")).toList()) {
        try (InputStream in = jar.getInputStream(entry)) {
          add(json.readTree(in).path("metadata"), newest);
        }
      }
    }
  }

  private void readFolder(Path source, Map<String, JsonNode> newest) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(ServiceTable::isModel).sorted().toList()) {
        try (InputStream plain = Files.newInputStream(file);
            InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(plain) : plain) {
          add(json.readTree(in).path("metadata"), newest);
        }
      }
    }
  }

  private static boolean isModel(Path file) {
    String name = file.getFileName().toString();
    return name.equals("service-2.json") || name.equals("service-2.json.gz");
  }

  private static void add(JsonNode metadata, Map<String, JsonNode> newest) {
    String host = metadata.path("endpointPrefix").asText();
    String id = metadata.path("serviceId").asText(IDS.getOrDefault(host, ""));
    if (id.isEmpty()) {
      throw new IllegalStateException("a model without a service id: " + host);
    }
    newest.merge(id, metadata, (a, b) -> version(a).compareTo(version(b)) > 0 ? a : b);
  }

  private static String version(JsonNode metadata) {
    return metadata.path("apiVersion").asText();
  }

  private static String[] row(String id, JsonNode metadata) {
    String host = metadata.path("endpointPrefix").asText();
    List<String> protocols = protocols(metadata);
    boolean json = protocols.contains(ServiceProtocol.JSON.label());
    boolean query = protocols.contains(ServiceProtocol.QUERY.label());
    boolean ec2 = protocols.contains(ServiceProtocol.EC2.label());
    return new String[] {
      id,
      host,
      metadata.path("signingName").asText(host),
      String.join(",", protocols),
      json ? metadata.path("jsonVersion").asText() : "",
      json ? metadata.path("targetPrefix").asText() : "",
      version(metadata),
      query || ec2 ? metadata.path("xmlNamespace").asText() : "",
    };
  }

  /**
   * Returns the protocols. A service with the trait awsQueryCompatible spoke the query protocol
   * before it spoke JSON, and still does.
   */
  private static List<String> protocols(JsonNode metadata) {
    List<String> protocols = new ArrayList<>();
    protocols.add(metadata.path("protocol").asText());
    metadata.path("protocols").forEach(protocol -> protocols.add(protocol.asText()));
    if (metadata.has("awsQueryCompatible")) {
      protocols.add(ServiceProtocol.QUERY.label());
    }
    return protocols.stream().distinct().toList();
  }
}
