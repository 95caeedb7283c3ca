package dev.postern.app;

import dev.postern.execute.integration.HttpAddress;
import dev.postern.execute.integration.PrivateNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the texts of settings; what is wrong with one is said by an IllegalArgumentException. */
final class SettingValues {
  private static final String NO_URL = "is no http or https URL";

  private SettingValues() {}

  static int port(String text) {
    return number(text, 0, 65_535, "is no port: 0 to 65535");
  }

  static int positive(String text) {
    return number(text, 1, Integer.MAX_VALUE, "is no whole number above 0");
  }

  static int natural(String text) {
    return number(text, 0, 100_000, "is no whole number from 0 to 100000");
  }

  private static int number(String text, int min, int max, String rule) {
    try {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException(rule);
    }
    throw new IllegalArgumentException(rule);
  }

  static Path path(String text) {
    return Path.of(text(text));
  }

  /** Reads the URL of a server. */
  static URI url(String text) {
    try {
      URI url = new URI(text.strip());
      if (HttpAddress.of(url).isPresent()) {
        return url;
      }
    } catch (URISyntaxException _) {
      throw new IllegalArgumentException(NO_URL);
    }
    throw new IllegalArgumentException(NO_URL);
  }

  static String text(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("is empty");
    }
    return text;
  }

  static <T> T choice(String text, Map<String, T> choices) {
    T chosen = choices.get(text.toLowerCase(Locale.ROOT));
    if (chosen == null) {
      List<String> names = choices.keySet().stream().sorted().toList();
      throw new IllegalArgumentException("is not one of " + String.join(", ", names));
    }
    return chosen;
  }

  static Set<String> list(String text) {
    Set<String> entries = new LinkedHashSet<>();
    for (String entry : text.split(",", -1)) {
      if (!entry.isBlank()) {
        entries.add(entry.strip());
      }
    }
    return entries;
  }

  static PrivateNetwork network(String text) {
    Map<String, PrivateNetwork.Target> targets = new LinkedHashMap<>();
    pairs(text, "TARGET=ADDRESS").forEach((name, address) -> targets.put(name, target(address)));
    return new PrivateNetwork(targets);
  }

  private static PrivateNetwork.Target target(String address) {
    boolean whole = address.contains("://");
    try {
      URI url = new URI(whole ? address : "http://" + address);
      if (HttpAddress.of(url).isPresent() && (whole || url.getPort() > 0)) {
        HttpAddress to = HttpAddress.of(url).get();
        return new PrivateNetwork.Target(to.host(), to.port(), whole ? to.tls() : null);
      }
    } catch (URISyntaxException _) {
      throw new IllegalArgumentException("has an address that is neither HOST:PORT nor a URL");
    }
    throw new IllegalArgumentException("has an address that is neither HOST:PORT nor a URL");
  }

  static List<X509Certificate> certificates(String file) {
    try (InputStream in = Files.newInputStream(Path.of(text(file)))) {
      List<X509Certificate> certificates = new ArrayList<>();
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        certificates.add((X509Certificate) each);
      }
      return certificates;
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be read: " + e.getMessage(), e);
    } catch (CertificateException e) {
      throw new IllegalArgumentException("holds no certificates in PEM: " + e.getMessage(), e);
    }
  }

  static Map<String, String> images(String text) {
    return pairs(text, "RUNTIME=IMAGE");
  }

  /** Names and values; {@code form} says which, for the refusal. */
  private static Map<String, String> pairs(String text, String form) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      if (pair.isBlank()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals <= 0 || equals == pair.length() - 1) {
        throw new IllegalArgumentException("is no comma-separated list of " + form);
      }
      pairs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return pairs;
  }
}
