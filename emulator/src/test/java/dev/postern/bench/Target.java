package dev.postern.bench;

import java.util.List;

/**
 * What load is put on.
 *
 * @param name for messages
 * @param port of this machine
 * @param paths asked in turn; each with its query
 */
record Target(String name, int port, List<String> paths) {
  static final String HOST = "127.0.0.1";

  Target {
    paths = List.copyOf(paths);
  }

  static Target of(String name, int port, String path) {
    return new Target(name, port, List.of(path));
  }

  String url(String path) {
    return "http://" + HOST + ":" + port + path;
  }

  String firstUrl() {
    return url(paths.getFirst());
  }
}
