package dev.postern.control.state;

import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;
import software.amazon.awssdk.services.apigateway.model.BasePathMapping;
import software.amazon.awssdk.services.apigateway.model.DomainName;

/**
 * A custom domain name with the APIs behind it.
 *
 * @param domain as GetDomainName answers it
 * @param uploaded the certificate that came with the name, null when it is in ACM or IAM
 * @param mappings by base path; {@code (none)} is the empty one
 */
public record DomainNameState(
    DomainName domain,
    @Nullable UploadedCertificate uploaded,
    PSortedMap<String, BasePathMapping> mappings) {

  /** A new domain name: no mapping. */
  public static DomainNameState of(DomainName domain, @Nullable UploadedCertificate uploaded) {
    return new DomainNameState(domain, uploaded, TreePMap.empty());
  }

  /** Of several private domain names of one name, each has an id of its own. */
  public static String key(String name, @Nullable String id) {
    return id == null || id.isEmpty() ? name : name + "+" + id;
  }

  public String key() {
    return key(domain.domainName(), domain.domainNameId());
  }

  public DomainNameState withDomain(DomainName newDomain) {
    return new DomainNameState(newDomain, uploaded, mappings);
  }

  public DomainNameState withMappings(PSortedMap<String, BasePathMapping> newMappings) {
    return new DomainNameState(domain, uploaded, newMappings);
  }

  /**
   * A certificate as CreateDomainName takes it, PEM.
   *
   * @param chain of the issuers, or null
   */
  public record UploadedCertificate(String body, String privateKey, @Nullable String chain) {
    @Override
    public String toString() {
      return "UploadedCertificate[]";
    }
  }
}
