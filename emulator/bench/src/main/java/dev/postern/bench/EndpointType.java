package dev.postern.bench;

import java.util.List;

/**
 * The endpoint types that are measured. For an edge-optimized API Postern adds CloudFront's
 * headers, which the counterparts know nothing of.
 */
enum EndpointType {
  REGIONAL,
  EDGE;

  /** In the order of the table. */
  static final List<EndpointType> ALL = List.of(values());

  String label() {
    return this == REGIONAL ? "regional" : "edge";
  }
}
