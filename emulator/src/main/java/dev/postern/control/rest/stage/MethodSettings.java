package dev.postern.control.rest.stage;

import dev.postern.aws.error.PatchErrors;
import dev.postern.control.rest.patch.Patch;
import dev.postern.control.rest.patch.PatchTable.Change;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.UnauthorizedCacheControlHeaderStrategy;

/**
 * The method settings of a stage, by {@code pets/GET}, {@code /GET} for the root, or {@code
 * *}{@code /*} for all methods. The first PATCH of an entry creates it as a copy of the entry for
 * all methods. Later changes of that entry do not affect the copy.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html">
 *     MethodSetting</a>
 */
final class MethodSettings {
  private static final String ALL = "*/*";

  private static final MethodSetting DEFAULT =
      MethodSetting.builder()
          .metricsEnabled(false)
          .dataTraceEnabled(false)
          .throttlingBurstLimit(5_000)
          .throttlingRateLimit(10_000.0)
          .cachingEnabled(false)
          .cacheTtlInSeconds(300)
          .cacheDataEncrypted(false)
          .requireAuthorizationForCacheControl(true)
          .unauthorizedCacheControlHeaderStrategy(
              UnauthorizedCacheControlHeaderStrategy.SUCCEED_WITH_RESPONSE_HEADER)
          .build();

  private MethodSettings() {}

  static Stage change(Stage stage, Patch patch, Change<MethodSetting> change) {
    String key = key(patch);
    Map<String, MethodSetting> settings = new LinkedHashMap<>(stage.methodSettings());
    MethodSetting present = settings.getOrDefault(key, settings.getOrDefault(ALL, DEFAULT));
    settings.put(key, change.apply(present, patch));
    return stage.toBuilder().methodSettings(settings).build();
  }

  static Stage remove(Stage stage, Patch patch) {
    Map<String, MethodSetting> settings = new LinkedHashMap<>(stage.methodSettings());
    if (settings.remove(key(patch)) == null) {
      throw PatchErrors.noMethodSetting(patch.path().substring(1));
    }
    return stage.toBuilder().methodSettings(settings).build();
  }

  private static String key(Patch patch) {
    String resource = patch.arguments().getFirst();
    return (resource.startsWith("/") ? resource.substring(1) : resource) + "/" + patch.leaf();
  }
}
