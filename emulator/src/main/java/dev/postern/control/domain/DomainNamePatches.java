package dev.postern.control.domain;

import static dev.postern.control.rest.patch.Changes.choice;
import static dev.postern.control.rest.patch.Changes.set;
import static dev.postern.control.rest.patch.PatchTable.ADD_REMOVE;
import static dev.postern.control.rest.patch.PatchTable.ADD_REPLACE_REMOVE;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.SecurityPolicies;
import dev.postern.aws.error.DomainErrors;
import dev.postern.control.rest.patch.Patch;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.rest.patch.PatchTable.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.DomainName;
import software.amazon.awssdk.services.apigateway.model.EndpointConfiguration;
import software.amazon.awssdk.services.apigateway.model.MutualTlsAuthentication;

/**
 * PATCH operations of UpdateDomainName. An empty value unsets a member, as {@code remove} does.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html">Patch
 *     operations</a>
 */
final class DomainNamePatches {
  static final PatchTable<DomainName> TABLE =
      PatchTable.<DomainName>refusing(
              (operation, _, _) -> DomainErrors.invalidInput(operation.path()))
          .on(ADD_REPLACE_REMOVE, "/certificateName", text(DomainName.Builder::certificateName))
          .on(ADD_REPLACE_REMOVE, "/certificateArn", text(DomainName.Builder::certificateArn))
          .on(
              ADD_REPLACE_REMOVE,
              "/regionalCertificateName",
              text(DomainName.Builder::regionalCertificateName))
          .on(
              ADD_REPLACE_REMOVE,
              "/regionalCertificateArn",
              text(DomainName.Builder::regionalCertificateArn))
          .on(
              ADD_REPLACE_REMOVE,
              "/ownershipVerificationCertificateArn",
              text(DomainName.Builder::ownershipVerificationCertificateArn))
          .on(
              REPLACE,
              "/securityPolicy",
              choice(DomainName.Builder::securityPolicy, SecurityPolicies.NAMES))
          .on(
              REPLACE,
              "/endpointAccessMode",
              choice(DomainName.Builder::endpointAccessMode, Set.of("BASIC", "STRICT")))
          .on(
              REPLACE,
              "/routingMode",
              choice(
                  DomainName.Builder::routingMode,
                  Set.of(
                      "BASE_PATH_MAPPING_ONLY",
                      "ROUTING_RULE_ONLY",
                      "ROUTING_RULE_THEN_BASE_PATH_MAPPING")))
          .on(REPLACE, "/policy", text(DomainName.Builder::policy))
          .on(REPLACE, "/managementPolicy", text(DomainName.Builder::managementPolicy))
          .on(
              REPLACE,
              "/endpointConfiguration/ipAddressType",
              (domain, patch) ->
                  domain.toBuilder()
                      .endpointConfiguration(
                          EndpointRules.patchIpAddressType(domain.endpointConfiguration(), patch))
                      .build())
          .on(ADD_REMOVE, "/endpointConfiguration/types", DomainNamePatches::types)
          .on(REPLACE, "/endpointConfiguration/types/{type}", DomainNamePatches::sameType)
          .on(
              ADD_REPLACE_REMOVE,
              "/mutualTlsAuthentication/truststoreUri",
              DomainNamePatches::truststoreUri)
          .on(
              ADD_REPLACE_REMOVE,
              "/mutualTlsAuthentication/truststoreVersion",
              DomainNamePatches::truststoreVersion)
          .build();

  private DomainNamePatches() {}

  private static Change<DomainName> text(BiConsumer<DomainName.Builder, @Nullable String> setter) {
    return set(setter, DomainNamePatches::valueOrNull);
  }

  private static @Nullable String valueOrNull(Patch patch) {
    String value = patch.text();
    return value == null || value.isEmpty() ? null : value;
  }

  /** Adds or removes an endpoint type. A migration adds the new type and later removes the old. */
  private static DomainName types(DomainName domain, Patch patch) {
    EndpointConfiguration present = domain.endpointConfiguration();
    String type = String.valueOf(patch.value());
    List<String> types = new ArrayList<>(present.typesAsStrings());
    if (!Set.of("EDGE", "REGIONAL").contains(type) || types.contains(type) != patch.removes()) {
      throw DomainErrors.invalidInput(patch.path());
    }
    if (patch.removes()) {
      types.remove(type);
    } else {
      types.add(type);
    }
    DomainName.Builder changed =
        domain.toBuilder()
            .endpointConfiguration(present.toBuilder().typesWithStrings(types).build());
    if (!types.contains("EDGE")) {
      changed.certificateArn(null).certificateName(null);
    }
    if (!types.contains("REGIONAL")) {
      changed.regionalCertificateArn(null).regionalCertificateName(null);
    }
    return changed.build();
  }

  /** Accepts only a present type: AWS does not replace one type by another. */
  private static DomainName sameType(DomainName domain, Patch patch) {
    if (!domain.endpointConfiguration().typesAsStrings().contains(String.valueOf(patch.value()))) {
      throw DomainErrors.invalidInput(patch.path());
    }
    return domain;
  }

  /** Sets the truststore, or disables mutual TLS if the value is empty. */
  private static DomainName truststoreUri(DomainName domain, Patch patch) {
    String uri = valueOrNull(patch);
    MutualTlsAuthentication present = domain.mutualTlsAuthentication();
    if (uri == null) {
      return domain.toBuilder().mutualTlsAuthentication((MutualTlsAuthentication) null).build();
    }
    MutualTlsAuthentication.Builder changed =
        present == null ? MutualTlsAuthentication.builder() : present.toBuilder();
    return domain.toBuilder().mutualTlsAuthentication(changed.truststoreUri(uri).build()).build();
  }

  private static DomainName truststoreVersion(DomainName domain, Patch patch) {
    MutualTlsAuthentication present = domain.mutualTlsAuthentication();
    if (present == null) {
      throw DomainErrors.invalidInput(patch.path());
    }
    return domain.toBuilder()
        .mutualTlsAuthentication(present.toBuilder().truststoreVersion(valueOrNull(patch)).build())
        .build();
  }
}
