package dev.postern.bench;

import java.util.List;

/**
 * What load is put on.
 *
 * @param name for messages
 * @param server that answers
 * @param paths asked in turn; each with its query
 */
record Target(String name, Workshop.Server server, List<String> paths) {
  static final String HOST = "127.0.0.1";

  Target {
    paths = List.copyOf(paths);
  }

  static Target of(String name, Workshop.Server server, String path) {
    return new Target(name, server, List.of(path));
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
