package dev.postern.limit;

/** An API key in a usage plan. */
record PlanKeyId(String planId, String keyId) {}
