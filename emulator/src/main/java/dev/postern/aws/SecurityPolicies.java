package dev.postern.aws;

import java.util.Set;

/** Names of the TLS settings of APIs and domain names. */
public final class SecurityPolicies {
  /**
   * All names. The enumeration of the SDK lacks those that are newer than the SDK.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html">
   *     Supported security policies</a>
   */
  public static final Set<String> NAMES =
      Set.of(
          "TLS_1_0",
          "TLS_1_2",
          "SecurityPolicy_TLS13_1_3_2025_09",
          "SecurityPolicy_TLS13_1_3_FIPS_2025_09",
          "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
          "SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09",
          "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09",
          "SecurityPolicy_TLS13_1_2_PQ_2025_09",
          "SecurityPolicy_TLS13_1_2_2021_06",
          "SecurityPolicy_TLS13_2025_EDGE",
          "SecurityPolicy_TLS12_PFS_2025_EDGE",
          "SecurityPolicy_TLS12_2018_EDGE");

  private SecurityPolicies() {}
}
