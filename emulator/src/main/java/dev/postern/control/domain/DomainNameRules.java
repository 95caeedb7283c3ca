package dev.postern.control.domain;

import dev.postern.aws.Arn;
import dev.postern.aws.Caller;
import dev.postern.aws.error.DomainErrors;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.state.DomainNameState.UploadedCertificate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.DomainName;
import software.amazon.awssdk.services.apigateway.model.MutualTlsAuthentication;

/**
 * Validation rules and default values of custom domain names.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_CreateDomainName.html">
 *     CreateDomainName</a>
 */
final class DomainNameRules {
  private static final Pattern NAME =
      Pattern.compile("(\\*\\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{1,62}[a-z0-9]");
  private static final int MAX_NAME_LENGTH = 253;
  private static final Pattern TRUSTSTORE = Pattern.compile("s3://[^/]+/.+");
  private static final Set<String> PLAIN_POLICIES = Set.of("TLS_1_0", "TLS_1_2");

  private DomainNameRules() {}

  /** Returns the name in lower case. A wildcard may stand for the first label. */
  static String checkedName(String sent) {
    String name = sent.toLowerCase(Locale.ROOT);
    if (name.length() > MAX_NAME_LENGTH || !NAME.matcher(name).matches()) {
      throw DomainErrors.invalidDomainName(sent);
    }
    return name;
  }

  static boolean isPrivate(DomainName domain) {
    return EndpointRules.isPrivate(domain.endpointConfiguration());
  }

  /** Throws if an existing domain name cannot be changed in this way. */
  static void checkChange(DomainName old, DomainName changed) {
    Set<String> before = new TreeSet<>(old.endpointConfiguration().typesAsStrings());
    Set<String> after = new TreeSet<>(changed.endpointConfiguration().typesAsStrings());
    Set<String> added = new TreeSet<>(after);
    added.removeAll(before);
    Set<String> removed = new TreeSet<>(before);
    removed.removeAll(after);
    if (isPrivate(old) != isPrivate(changed)) {
      throw DomainErrors.invalidInput("/endpointConfiguration/types");
    }
    if (!added.isEmpty() && !removed.isEmpty()) {
      throw DomainErrors.oneUpdateAtATime(lower(removed), lower(added));
    }
    if (after.isEmpty()) {
      throw RestErrors.noEndpointType();
    }
    if (old.mutualTlsAuthentication() != null
        && !Objects.equals(
            old.endpointAccessModeAsString(), changed.endpointAccessModeAsString())) {
      throw DomainErrors.invalidInput("/endpointAccessMode");
    }
  }

  /** Returns the domain name as AWS stores it, validated and with default values. */
  static DomainName checked(
      Caller caller, DomainName domain, @Nullable UploadedCertificate uploaded) {
    checkCertificates(caller, domain, uploaded);
    DomainName.Builder stored = domain.toBuilder();
    if (domain.securityPolicyAsString() == null) {
      stored.securityPolicy("TLS_1_2");
    } else if (!PLAIN_POLICIES.contains(domain.securityPolicyAsString())) {
      checkEnhanced(domain, domain.securityPolicyAsString());
    }
    if (domain.routingModeAsString() == null) {
      stored.routingMode("BASE_PATH_MAPPING_ONLY");
    }
    checkMutualTls(domain);
    if (isPrivate(domain)
        && !"dualstack".equals(domain.endpointConfiguration().ipAddressTypeAsString())) {
      throw RestErrors.privateApiNeedsDualstack();
    }
    return stored
        .policy(policy(caller, domain, domain.policy()))
        .managementPolicy(policy(caller, domain, domain.managementPolicy()))
        .build();
  }

  private static void checkCertificates(
      Caller caller, DomainName domain, @Nullable UploadedCertificate uploaded) {
    List<String> types = domain.endpointConfiguration().typesAsStrings();
    String home = caller.region().code();
    String edge = caller.region().partition().equals("aws") ? "us-east-1" : home;
    checkArn(domain.certificateArn(), types.contains("EDGE") ? edge : home);
    checkArn(domain.regionalCertificateArn(), home);
    checkArn(domain.ownershipVerificationCertificateArn(), home);
    for (String type : types) {
      String arn =
          "REGIONAL".equals(type) ? domain.regionalCertificateArn() : domain.certificateArn();
      if (arn == null && (uploaded == null || "PRIVATE".equals(type))) {
        throw DomainErrors.certificateMissing(type);
      }
    }
  }

  /** Throws if an ARN names no certificate of the region. IAM certificates have no region. */
  private static void checkArn(@Nullable String text, String region) {
    if (text == null) {
      return;
    }
    Arn arn = Arn.parse(text).orElseThrow(() -> DomainErrors.invalidCertificateArn(text));
    boolean ofIam = arn.service().equals("iam") && arn.resource().startsWith("server-certificate/");
    boolean ofAcm = arn.service().equals("acm") && arn.resource().startsWith("certificate/");
    if (!ofIam && !ofAcm) {
      throw DomainErrors.invalidCertificateArn(text);
    }
    if (ofAcm && !arn.region().equals(region)) {
      throw DomainErrors.certificateOfOtherRegion(text, region);
    }
  }

  /**
   * Checks a security policy other than {@code TLS_1_0} and {@code TLS_1_2}.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html">
   *     Supported security policies</a>
   */
  private static void checkEnhanced(DomainName domain, String policy) {
    if (domain.endpointAccessModeAsString() == null) {
      throw DomainErrors.endpointAccessModeMissing();
    }
    for (String type : domain.endpointConfiguration().typesAsStrings()) {
      if (policy.endsWith("_EDGE") != "EDGE".equals(type)) {
        throw DomainErrors.securityPolicyOfOtherEndpoint(policy, type);
      }
    }
  }

  private static void checkMutualTls(DomainName domain) {
    MutualTlsAuthentication mutual = domain.mutualTlsAuthentication();
    if (mutual == null) {
      return;
    }
    if (!domain.endpointConfiguration().typesAsStrings().equals(List.of("REGIONAL"))) {
      throw DomainErrors.mutualTlsNeedsRegional();
    }
    String uri = mutual.truststoreUri();
    if (uri == null || !TRUSTSTORE.matcher(uri).matches()) {
      throw DomainErrors.invalidTruststoreUri(uri);
    }
  }

  private static @Nullable String policy(
      Caller caller, DomainName domain, @Nullable String policy) {
    if (policy == null) {
      return null;
    }
    if (!isPrivate(domain)) {
      throw DomainErrors.policyNeedsPrivate();
    }
    return ResourcePolicy.ofDomain(
        policy,
        new Arn(
                caller.region().partition(),
                "execute-api",
                caller.region().code(),
                caller.account().value(),
                "/domainnames/%s+%s".formatted(domain.domainName(), domain.domainNameId()))
            .toString());
  }

  private static String lower(Set<String> types) {
    return String.join(" and ", types).toLowerCase(Locale.ROOT);
  }
}
