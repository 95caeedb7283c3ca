package dev.postern.aws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All services of AWS by their names. Several may have the same name: {@code email} is SES in both
 * versions. {@code scripts/sdk-tables --services} makes the table.
 *
 * <p>Immutable. The table is read at the first look-up, which only services that Postern is not
 * need.
 */
public final class ServiceCatalog {
  private static final String TABLE = "services.tsv";

  /** Hosts of IoT that the models name by their newest form. */
  private static final String ATS = "-ats.";

  /** The former name of EventBridge, which has models of its own. */
  private static final String FORMER_NAME = "CloudWatch Events";

  private static final class Loaded {
    static final ServiceCatalog CATALOG = new ServiceCatalog(read());
  }

  private final List<ServiceMetadata> all;
  private final Map<String, List<ServiceMetadata>> byHost;
  private final Map<String, List<ServiceMetadata>> bySigning;
  private final Map<String, List<ServiceMetadata>> byTarget;

  ServiceCatalog(List<ServiceMetadata> services) {
    this.all = services.stream().sorted(preferred()).toList();
    Map<String, List<ServiceMetadata>> hosts =
        new HashMap<>(index(service -> service.host().toLowerCase(Locale.ROOT)));
    all.stream()
        .filter(service -> service.host().contains(ATS))
        .forEach(service -> hosts.putIfAbsent(service.host().replace(ATS, "."), List.of(service)));
    this.byHost = Map.copyOf(hosts);
    this.bySigning = index(service -> service.signing().toLowerCase(Locale.ROOT));
    this.byTarget = index(ServiceMetadata::targetPrefix);
  }

  public static ServiceCatalog get() {
    return Loaded.CATALOG;
  }

  public List<ServiceMetadata> all() {
    return all;
  }

  /**
   * Returns the services with a host name as integration URIs have it. A subdomain of a resource,
   * such as a bucket, is ignored. The name of a signature stands for its host: {@code iotdata}.
   *
   * @return the preferred one first; empty if there is none
   */
  public List<ServiceMetadata> byHost(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    while (true) {
      List<ServiceMetadata> found = byHost.getOrDefault(name, signedAs(name));
      int dot = name.indexOf('.');
      if (!found.isEmpty() || dot < 0) {
        return found;
      }
      name = name.substring(dot + 1);
    }
  }

  /** Returns the services whose signatures have a name; empty if there is none. */
  public List<ServiceMetadata> signedAs(String name) {
    return bySigning.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** Returns the service of an {@code X-Amz-Target} such as {@code AmazonSSM.GetParameter}. */
  public Optional<ServiceMetadata> byTarget(String target) {
    int dot = target.lastIndexOf('.');
    return dot < 0
        ? Optional.empty()
        : byTarget.getOrDefault(target.substring(0, dot), List.of()).stream().findFirst();
  }

  private Map<String, List<ServiceMetadata>> index(
      Function<ServiceMetadata, @Nullable String> name) {
    Map<String, List<ServiceMetadata>> index = new HashMap<>();
    for (ServiceMetadata service : all) {
      String key = name.apply(service);
      if (key != null) {
        index.computeIfAbsent(key, _ -> new ArrayList<>(2)).add(service);
      }
    }
    index.replaceAll((_, services) -> List.copyOf(services));
    return Map.copyOf(index);
  }

  /**
   * Orders services of one name: first the one that is called so, then those with operations by
   * name, since only these have actions in integration URIs.
   */
  private static Comparator<ServiceMetadata> preferred() {
    return Comparator.comparing((ServiceMetadata service) -> !isCalledAsItsHost(service))
        .thenComparing(service ->
            service.speaks(ServiceProtocol.REST_JSON) || service.speaks(ServiceProtocol.REST_XML))
        .thenComparing(service -> service.id().equals(FORMER_NAME))
        .thenComparing(ServiceMetadata::id);
  }

  private static boolean isCalledAsItsHost(ServiceMetadata service) {
    String id = service.id().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return id.equals(service.host()) || id.equals(service.signing());
  }

  private static List<ServiceMetadata> read() {
    InputStream resource =
        Objects.requireNonNull(
            ServiceCatalog.class.getResourceAsStream(TABLE), () -> "no table " + TABLE);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).map(ServiceCatalog::row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("table " + TABLE, e);
    }
  }

  private static ServiceMetadata row(String line) {
    String[] row = line.split("\t", -1);
    List<ServiceProtocol> protocols = new ArrayList<>(3);
    for (String label : row[3].split(",")) {
      protocols.add(
          ServiceProtocol.of(label)
              .orElseThrow(() -> new IllegalStateException(TABLE + ": no protocol " + label)));
    }
    return new ServiceMetadata(
        row[0], row[1], row[2], protocols, value(row[4]), value(row[5]), row[6], value(row[7]));
  }

  private static @Nullable String value(String text) {
    return text.isEmpty() ? null : text;
  }
}
