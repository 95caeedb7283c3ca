package dev.postern.control.domain;

import dev.postern.aws.error.PatchErrors;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.rest.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.EndpointConfiguration;
import software.amazon.awssdk.services.apigateway.model.Op;

/**
 * Rules for the endpoint configuration of a REST API: exactly one type, and dualstack for PRIVATE.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html">
 *     API endpoint types for REST APIs in API Gateway</a>
 */
public final class EndpointRules {
  private static final Set<String> TYPES = Set.of("REGIONAL", "EDGE", "PRIVATE");

  private EndpointRules() {}

  /** Returns the configuration of a new API with AWS's defaults. */
  public static EndpointConfiguration ofNew(@Nullable EndpointConfiguration sent) {
    EndpointConfiguration given = sent == null ? EndpointConfiguration.builder().build() : sent;
    EndpointConfiguration.Builder filled = given.toBuilder();
    if (!given.hasTypes()) {
      filled.typesWithStrings("EDGE");
    }
    if (given.ipAddressTypeAsString() == null) {
      filled.ipAddressType(given.typesAsStrings().contains("PRIVATE") ? "dualstack" : "ipv4");
    }
    EndpointConfiguration configuration = filled.build();
    check(configuration);
    return configuration;
  }

  /** Throws if an existing API cannot be changed in this way. */
  public static void checkChange(EndpointConfiguration old, EndpointConfiguration changed) {
    check(changed);
    if (isPrivate(old) && changed.typesAsStrings().contains("EDGE")) {
      throw RestErrors.privateApiCannotBecomeEdge();
    }
  }

  private static void check(EndpointConfiguration configuration) {
    int types = configuration.types().size();
    if (types > 1) {
      throw RestErrors.severalEndpointTypes();
    }
    if (types == 0) {
      throw RestErrors.noEndpointType();
    }
    if (isPrivate(configuration) && !"dualstack".equals(configuration.ipAddressTypeAsString())) {
      throw RestErrors.privateApiNeedsDualstack();
    }
    if (!isPrivate(configuration) && !configuration.vpcEndpointIds().isEmpty()) {
      throw RestErrors.vpcEndpointsNeedPrivateApi();
    }
  }

  public static boolean isPrivate(EndpointConfiguration configuration) {
    return configuration.typesAsStrings().contains("PRIVATE");
  }

  /**
   * Applies a PATCH of {@code /endpointConfiguration/types/{old}}. An index may stand for the type
   * that is replaced, but not for one that is added or removed.
   */
  public static EndpointConfiguration patchType(EndpointConfiguration present, Patch patch) {
    boolean named = TYPES.contains(patch.leaf());
    if (!named && patch.op() != Op.REPLACE) {
      throw PatchErrors.operationMustBeOneOf(List.of("add", "remove", "replace"));
    }
    if (!named && !patch.leaf().equals("0")) {
      throw RestErrors.invalidEndpointType();
    }
    return switch (patch.op()) {
      case ADD -> withTypes(present, plus(present.typesAsStrings(), patch.leaf()));
      case REMOVE -> withTypes(present, minus(present.typesAsStrings(), patch.leaf()));
      default -> withTypes(present, List.of(type(patch.value())));
    };
  }

  /** Returns the configuration with another type, as an import's query parameter requests it. */
  public static EndpointConfiguration ofType(EndpointConfiguration present, String type) {
    return withTypes(present, List.of(type(type)));
  }

  /** Applies a PATCH of {@code /endpointConfiguration/ipAddressType}. */
  public static EndpointConfiguration patchIpAddressType(
      EndpointConfiguration present, Patch patch) {
    if (!"ipv4".equals(patch.value()) && !"dualstack".equals(patch.value())) {
      throw RestErrors.invalidIpAddressType();
    }
    return present.toBuilder().ipAddressType(patch.value()).build();
  }

  /** Applies a PATCH of {@code /endpointConfiguration/vpcEndpointIds}; the value is one id. */
  public static EndpointConfiguration patchVpcEndpoint(EndpointConfiguration present, Patch patch) {
    String id = patch.value();
    if (id == null || id.isEmpty()) {
      throw PatchErrors.invalidValue(patch.path(), id);
    }
    List<String> ids =
        patch.removes() ? minus(present.vpcEndpointIds(), id) : plus(present.vpcEndpointIds(), id);
    return present.toBuilder().vpcEndpointIds(ids.isEmpty() ? null : ids).build();
  }

  private static String type(@Nullable String value) {
    if (value == null || !TYPES.contains(value)) {
      throw RestErrors.invalidEndpointType();
    }
    return value;
  }

  /** Sets the types. A private API gets the IP address type dualstack. */
  private static EndpointConfiguration withTypes(
      EndpointConfiguration present, List<String> types) {
    EndpointConfiguration.Builder changed = present.toBuilder().typesWithStrings(types);
    return types.contains("PRIVATE") ? changed.ipAddressType("dualstack").build() : changed.build();
  }

  private static List<String> plus(List<String> values, String value) {
    List<String> more = new ArrayList<>(values);
    if (!more.contains(value)) {
      more.add(value);
    }
    return more;
  }

  private static List<String> minus(List<String> values, String value) {
    List<String> fewer = new ArrayList<>(values);
    fewer.remove(value);
    return fewer;
  }
}
