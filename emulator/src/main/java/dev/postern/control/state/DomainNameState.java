package dev.postern.control.state;

import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;
import software.amazon.awssdk.services.apigateway.model.BasePathMapping;
import software.amazon.awssdk.services.apigateway.model.DomainName;

/**
 * A custom domain name with its base path mappings.
 *
 * @param domain as GetDomainName returns it
 * @param uploaded the certificate sent with the name, or null if it is in ACM or IAM
 * @param mappings by base path; {@code (none)} stands for the empty base path
 */
public record DomainNameState(
    DomainName domain,
    @Nullable UploadedCertificate uploaded,
    PSortedMap<String, BasePathMapping> mappings) {

  /** Returns a domain name without mappings. */
  public static DomainNameState of(DomainName domain, @Nullable UploadedCertificate uploaded) {
    return new DomainNameState(domain, uploaded, TreePMap.empty());
  }

  /** Returns the key of a domain name. Private domain names can share a name and differ by id. */
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
   * A certificate sent to CreateDomainName, PEM.
   *
   * @param chain the issuers' certificates, or null
   */
  public record UploadedCertificate(String body, String privateKey, @Nullable String chain) {
    @Override
    public String toString() {
      return "UploadedCertificate[]";
    }
  }
}
