package dev.postern.bench;

/**
 * What a figure should reach on two cores; printed beside it, never checked.
 *
 * @param atLeast for regional and edge-optimized APIs, if they differ; empty if there is none
 * @param goal empty if there is none
 */
record Bar(String atLeast, String goal) {
  static final Bar NONE = new Bar("", "");
  static final Bar MOCK = new Bar("0.75 / 0.70", "0.85");
  static final Bar MOCK_TAIL = new Bar("4", "");
  static final Bar HTTP_PROXY = new Bar("0.82 / 0.78", "0.9");
  static final Bar API_KEY = new Bar("0.9", "");
  static final Bar AUTHORIZER = new Bar("0.85", "");
  static final Bar CACHE_HIT = new Bar("1.0", "");
  static final Bar AWS_PROXY = new Bar("0.78 / 0.72", "0.85");
  static final Bar MANY_CONNECTIONS = new Bar("1.0", "");
  static final Bar START = new Bar("400", "250");
  static final Bar MEMORY_IDLE = new Bar("90", "80");
  static final Bar MEMORY_LOADED = new Bar("250", "160");
  static final Bar FIRST_DEPLOYMENT = new Bar("100", "");
  static final Bar FIRST_REQUEST = new Bar("under 30", "");
}
