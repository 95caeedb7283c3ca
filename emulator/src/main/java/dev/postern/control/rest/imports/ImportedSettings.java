package dev.postern.control.rest.imports;

import dev.postern.aws.Caller;
import dev.postern.control.Quotas;
import dev.postern.control.domain.EndpointRules;
import dev.postern.control.openapi.ImportOptions;
import dev.postern.control.rest.content.RestApis;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.EndpointConfiguration;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/**
 * Computes the settings of an API after an import. Overwriting resets members that the file omits,
 * except the endpoint configuration. Merging adds binary media types and replaces the members that
 * the file has.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-update.html">
 *     Import an OpenAPI file to update an existing API definition</a>
 */
final class ImportedSettings {
  private ImportedSettings() {}

  /**
   * Returns the settings of a new API.
   *
   * @param empty the API with only its ids and creation date
   */
  static RestApi ofNew(
      Caller caller, Quotas quotas, RestApi empty, RestApi file, ImportOptions options) {
    RestApi.Builder api =
        replaced(empty, file)
            .disableExecuteApiEndpoint(Boolean.TRUE.equals(file.disableExecuteApiEndpoint()))
            .endpointConfiguration(
                EndpointRules.ofNew(
                    endpoint(EndpointConfiguration.builder().build(), file, options)));
    return RestApis.checked(caller, api.build(), quotas);
  }

  /** Returns the settings of an existing API. */
  static RestApi changed(
      Caller caller,
      Quotas quotas,
      RestApi present,
      RestApi file,
      ImportOptions options,
      boolean overwrite) {
    RestApi.Builder api =
        overwrite
            ? replaced(present, file)
            : merged(present, file).binaryMediaTypes(union(present, file));
    EndpointConfiguration endpoint = endpoint(present.endpointConfiguration(), file, options);
    EndpointRules.checkChange(present.endpointConfiguration(), endpoint);
    return RestApis.checked(caller, api.endpointConfiguration(endpoint).build(), quotas);
  }

  private static RestApi.Builder replaced(RestApi present, RestApi file) {
    RestApi.Builder emptied =
        present.toBuilder()
            .version(null)
            .description(null)
            .apiKeySource((String) null)
            .minimumCompressionSize(null)
            .policy(null);
    return merged(emptied.build(), file).binaryMediaTypes(file.binaryMediaTypes());
  }

  private static RestApi.Builder merged(RestApi present, RestApi file) {
    return present.toBuilder()
        .name(or(file.name(), present.name()))
        .version(or(file.version(), present.version()))
        .description(or(file.description(), present.description()))
        .apiKeySource(or(file.apiKeySourceAsString(), present.apiKeySourceAsString()))
        .minimumCompressionSize(or(file.minimumCompressionSize(), present.minimumCompressionSize()))
        .policy(or(file.policy(), present.policy()))
        .disableExecuteApiEndpoint(
            or(file.disableExecuteApiEndpoint(), present.disableExecuteApiEndpoint()))
        .endpointAccessMode(
            or(file.endpointAccessModeAsString(), present.endpointAccessModeAsString()))
        .securityPolicy(or(file.securityPolicyAsString(), present.securityPolicyAsString()));
  }

  private static Collection<String> union(RestApi present, RestApi file) {
    Set<String> union = new LinkedHashSet<>(present.binaryMediaTypes());
    union.addAll(file.binaryMediaTypes());
    return union;
  }

  /** Returns the endpoint configuration. The query overrides the file. */
  private static EndpointConfiguration endpoint(
      EndpointConfiguration present, RestApi file, ImportOptions options) {
    EndpointConfiguration.Builder changed = present.toBuilder();
    Optional.ofNullable(file.endpointConfiguration())
        .ifPresent(inFile -> {
          if (inFile.hasVpcEndpointIds()) {
            changed.vpcEndpointIds(inFile.vpcEndpointIds());
          }
          if (inFile.ipAddressTypeAsString() != null) {
            changed.ipAddressType(inFile.ipAddressTypeAsString());
          }
        });
    if (!options.vpcEndpointIds().isEmpty()) {
      changed.vpcEndpointIds(options.vpcEndpointIds());
    }
    if (options.endpointType() != null) {
      return EndpointRules.ofType(changed.build(), options.endpointType());
    }
    return changed.build();
  }

  private static <T> @Nullable T or(@Nullable T given, @Nullable T present) {
    return given == null ? present : given;
  }
}
