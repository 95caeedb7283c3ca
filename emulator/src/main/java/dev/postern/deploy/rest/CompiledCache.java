package dev.postern.deploy.rest;

import dev.postern.aws.Unverified;
import dev.postern.execute.cache.CacheScope;
import dev.postern.execute.rest.CacheControl;
import dev.postern.execute.rest.CacheKeyParameter;
import dev.postern.execute.rest.InvalidationPermission;
import dev.postern.execute.rest.ReadCache;
import dev.postern.execute.rest.StoreInCache;
import dev.postern.mapping.MappingExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.ResponseTransferMode;

/**
 * The cache settings of a method, compiled as far as they do not depend on the stage.
 *
 * @param names sources of the parameters
 */
record CompiledCache(
    String namespace,
    List<String> names,
    List<CacheKeyParameter> parameters,
    InvalidationPermission permission) {

  private static final String INTEGRATION = "integration.request.";

  CompiledCache {
    names = List.copyOf(names);
    parameters = List.copyOf(parameters);
  }

  /** Returns the settings of a method, or null if its responses cannot be cached. */
  static @Nullable CompiledCache of(
      String resourceId, Method method, InvalidationPermission permission) {
    Integration integration = method.methodIntegration();
    if (integration == null || integration.responseTransferMode() == ResponseTransferMode.STREAM) {
      return null;
    }
    // Sorted: methods that share a namespace may list the same parameters in another order.
    List<String> names = integration.cacheKeyParameters().stream().distinct().sorted().toList();
    return new CompiledCache(
        integration.cacheNamespace() == null ? resourceId : integration.cacheNamespace(),
        names,
        names.stream().map(name -> parameter(name, integration)).toList(),
        permission);
  }

  /** Returns the phases for requests on a stage. */
  CachePhases bind(String path, String verb, StageBinding stage) {
    StageCaching.OfMethod settings =
        stage.caching() == null ? null : stage.caching().of(path, verb);
    if (settings == null) {
      return CachePhases.NONE;
    }
    return new CachePhases(
        new ReadCache(
            settings.cache(),
            new CacheScope(stage.deploymentId(), namespace, names),
            parameters,
            new CacheControl(settings.authorized() ? permission : null, settings.unauthorized())),
        new StoreInCache(settings.cache(), settings.ttl()));
  }

  /** Returns a parameter by its source. */
  @Unverified("That an integration parameter without a mapping stands for the method's is assumed.")
  private static CacheKeyParameter parameter(String name, Integration integration) {
    if (name.startsWith(INTEGRATION)) {
      String source = integration.requestParameters().get(name);
      return source == null
          ? ofMethod(name)
          : new CacheKeyParameter.Mapped(MappingExpression.compile(source));
    }
    return ofMethod(name);
  }

  /** Returns a parameter of the method request, whatever the source begins with. */
  private static CacheKeyParameter ofMethod(String source) {
    String[] parts = source.split("\\.", 4);
    String name = parts.length < 4 ? source : parts[3];
    return switch (parts.length < 4 ? "" : parts[2]) {
      case "path" -> new CacheKeyParameter.Path(name);
      case "header", "multivalueheader" -> new CacheKeyParameter.Header(name);
      default -> new CacheKeyParameter.Query(name);
    };
  }
}
