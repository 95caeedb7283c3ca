package dev.postern.auth.policy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Policies with one statement and requests for tests. Apostrophes stand for quotation marks. */
final class Policies {
  static final String ACCOUNT = "123456789012";
  static final String BUCKET = "arn:aws:s3:::bucket/home/bob/file";
  static final RequestPrincipal BOB =
      RequestPrincipal.user(ACCOUNT, "arn:aws:iam::123456789012:user/bob");

  private Policies() {}

  /** Returns an identity-based policy of version 2012-10-17 with these statements. */
  static Policy identity(String... statements) {
    return Policy.parse(document("2012-10-17", statements), PolicyKind.IDENTITY_BASED);
  }

  /** Returns a resource-based policy of version 2012-10-17 with these statements. */
  static Policy resource(String... statements) {
    return Policy.parse(document("2012-10-17", statements), PolicyKind.RESOURCE_BASED);
  }

  static String document(String version, String... statements) {
    return json("{'Version': '%s', 'Statement': [%s]}")
        .formatted(version, json(String.join(",", statements)));
  }

  static String json(String text) {
    return text.replace('\'', '"');
  }

  /** Returns a policy that allows everything under one condition. */
  static Policy under(String operator, String key, String values) {
    return identity(
        "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {'%s': {'%s': %s}}}"
            .formatted(operator, key, values));
  }

  /** Returns a policy that denies under one condition and otherwise allows everything. */
  static Policy unless(String operator, String key, String values) {
    return identity(
        "{'Effect': 'Allow', 'Action': '*', 'Resource': '*'}",
        "{'Effect': 'Deny', 'Action': '*', 'Resource': '*', 'Condition': {'%s': {'%s': %s}}}"
            .formatted(operator, key, values));
  }

  static AccessRequest request(String action, String resource) {
    return new AccessRequest(BOB, action, resource, ConditionKeys.NONE);
  }

  static AccessRequest requestOf(RequestPrincipal principal) {
    return new AccessRequest(principal, "s3:GetObject", BUCKET, ConditionKeys.NONE);
  }

  /** Returns a request with one key, or without that key if there are no values. */
  static AccessRequest with(String key, String... values) {
    return with(values.length == 0 ? Map.of() : Map.of(key, Arrays.asList(values)));
  }

  static AccessRequest with(Map<String, List<String>> keys) {
    return new AccessRequest(BOB, "s3:GetObject", BUCKET, ConditionKeys.of(new HashMap<>(keys)));
  }
}
