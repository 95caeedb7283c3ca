package dev.postern.bench;

import java.util.List;
import java.util.Map;

/**
 * What load is put on.
 *
 * @param name for messages
 * @param server that answers
 * @param paths asked in turn; each with its query
 * @param headers of each request, by name; only with one path
 */
record Target(
    String name, Workshop.Server server, List<String> paths, Map<String, String> headers) {
  static final String HOST = "127.0.0.1";

  Target {
    paths = List.copyOf(paths);
    headers = Map.copyOf(headers);
  }

  static Target of(String name, Workshop.Server server, String path) {
    return new Target(name, server, List.of(path), Map.of());
  }

  Target withHeader(String header, String value) {
    return new Target(name, server, paths, Map.of(header, value));
  }

  int port() {
    return server.port();
  }

  String url(String path) {
    return "http://" + HOST + ":" + port() + path;
  }

  String firstUrl() {
    return url(paths.getFirst());
  }
}
