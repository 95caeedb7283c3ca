package dev.postern.bench;

import java.util.List;

/**
 * What load is put on.
 *
 * @param name for messages
 * @param server that answers
 * @param paths asked in turn; each with its query
 * @param headers of each request, as {@code Name: value}; only with one path
 */
record Target(String name, Workshop.Server server, List<String> paths, List<String> headers) {
  static final String HOST = "127.0.0.1";

  Target {
    paths = List.copyOf(paths);
    headers = List.copyOf(headers);
  }

  static Target of(String name, Workshop.Server server, String path) {
    return new Target(name, server, List.of(path), List.of());
  }

  Target withHeader(String line) {
    return new Target(name, server, paths, List.of(line));
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
