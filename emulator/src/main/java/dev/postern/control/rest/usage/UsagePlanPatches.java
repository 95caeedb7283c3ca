package dev.postern.control.rest.usage;

import static dev.postern.control.rest.patch.Changes.decimal;
import static dev.postern.control.rest.patch.Changes.description;
import static dev.postern.control.rest.patch.Changes.integer;
import static dev.postern.control.rest.patch.Changes.text;
import static dev.postern.control.rest.patch.PatchTable.ADD_REMOVE;
import static dev.postern.control.rest.patch.PatchTable.ADD_REPLACE;
import static dev.postern.control.rest.patch.PatchTable.ADD_REPLACE_REMOVE;
import static dev.postern.control.rest.patch.PatchTable.REMOVE;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.UsageErrors;
import dev.postern.control.Refusals;
import dev.postern.control.rest.patch.Patch;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.rest.patch.PatchTable.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.apigateway.model.ApiStage;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.QuotaSettings;
import software.amazon.awssdk.services.apigateway.model.ThrottleSettings;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/**
 * PATCH operations of UpdateUsagePlan. A stage of an API is written {@code api:stage}.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html">Patch
 *     operations</a>
 */
final class UsagePlanPatches {
  private static final String THROTTLE = "/apiStages/{stage}/throttle";
  private static final Set<String> PERIODS = Set.of("DAY", "WEEK", "MONTH");
  private static final String METHOD = "/{path+}/{verb}";

  /** A method whose path is written with its own first slash, {@code //pets/GET}. */
  private static final String UNESCAPED_METHOD = "//{path+}/{verb}";

  static final PatchTable<UsagePlan> TABLE =
      PatchTable.<UsagePlan>refusing(UsagePlanPatches::refuse)
          .on(REPLACE, "/name", text(UsagePlan.Builder::name))
          .on(REPLACE, "/description", description(UsagePlan.Builder::description))
          .on(ADD_REMOVE, "/apiStages", UsagePlanPatches::apiStage)
          .on(REMOVE, "/quota", (plan, _) -> plan.toBuilder().quota((QuotaSettings) null).build())
          .on(
              REMOVE,
              "/throttle",
              (plan, _) -> plan.toBuilder().throttle((ThrottleSettings) null).build())
          .on(ADD_REPLACE_REMOVE, "/productCode", text(UsagePlan.Builder::productCode))
          .on(ADD_REPLACE, "/quota/limit", quota(integer(QuotaSettings.Builder::limit)))
          .on(ADD_REPLACE, "/quota/offset", quota(integer(QuotaSettings.Builder::offset)))
          .on(ADD_REPLACE, "/quota/period", quota(UsagePlanPatches::period))
          .on(
              ADD_REPLACE,
              "/throttle/burstLimit",
              throttle(integer(ThrottleSettings.Builder::burstLimit)))
          .on(
              ADD_REPLACE,
              "/throttle/rateLimit",
              throttle(decimal(ThrottleSettings.Builder::rateLimit)))
          .on(
              ADD_REPLACE,
              THROTTLE + METHOD + "/burstLimit",
              methodThrottle(integer(ThrottleSettings.Builder::burstLimit)))
          .on(
              ADD_REPLACE,
              THROTTLE + METHOD + "/rateLimit",
              methodThrottle(decimal(ThrottleSettings.Builder::rateLimit)))
          .on(
              ADD_REPLACE,
              THROTTLE + UNESCAPED_METHOD + "/burstLimit",
              methodThrottle(integer(ThrottleSettings.Builder::burstLimit)))
          .on(
              ADD_REPLACE,
              THROTTLE + UNESCAPED_METHOD + "/rateLimit",
              methodThrottle(decimal(ThrottleSettings.Builder::rateLimit)))
          .on(REMOVE, THROTTLE + METHOD, UsagePlanPatches::withoutThrottle)
          .on(REMOVE, THROTTLE + UNESCAPED_METHOD, UsagePlanPatches::withoutThrottle)
          .on(REMOVE, THROTTLE, (plan, patch) -> withThrottles(plan, patch, _ -> Map.of()))
          .build();

  private UsagePlanPatches() {}

  private static AwsException refuse(
      PatchOperation operation, List<String> supported, List<String> paths) {
    return Refusals.byOperation(
        operation,
        supported,
        paths.stream()
            .filter(path -> !path.contains("//"))
            .map(path ->
                path.replace("{stage}", "<apidId:stageName>")
                    .replace("{path+}", "<resourcePath>")
                    .replace("{verb}", "<httpMethod>"))
            .toList());
  }

  private static QuotaSettings period(QuotaSettings quota, Patch patch) {
    if (patch.value() == null || !PERIODS.contains(patch.value())) {
      throw UsageErrors.invalidQuotaPeriod();
    }
    return quota.toBuilder().period(patch.value()).build();
  }

  /** Returns {@code api:stage}. */
  static String name(ApiStage stage) {
    return stage.apiId() + ":" + stage.stage();
  }

  private static Change<UsagePlan> quota(Change<QuotaSettings> change) {
    return (plan, patch) -> {
      QuotaSettings present =
          Optional.ofNullable(plan.quota()).orElseGet(() -> QuotaSettings.builder().build());
      return plan.toBuilder().quota(change.apply(present, patch)).build();
    };
  }

  private static Change<UsagePlan> throttle(Change<ThrottleSettings> change) {
    return (plan, patch) -> {
      ThrottleSettings present =
          Optional.ofNullable(plan.throttle()).orElseGet(() -> ThrottleSettings.builder().build());
      return plan.toBuilder().throttle(change.apply(present, patch)).build();
    };
  }

  private static UsagePlan apiStage(UsagePlan plan, Patch patch) {
    String[] parts = patch.value() == null ? new String[0] : patch.value().split(":", -1);
    if (parts.length != 2) {
      throw UsageErrors.invalidApiStage();
    }
    if (parts[0].isBlank() || parts[1].isBlank()) {
      throw UsageErrors.blankApiStage();
    }
    ApiStage named = ApiStage.builder().apiId(parts[0]).stage(parts[1]).build();
    List<ApiStage> stages = new ArrayList<>(plan.apiStages());
    boolean present = stages.stream().anyMatch(stage -> name(stage).equals(name(named)));
    if (patch.removes() && !present) {
      throw UsageErrors.unknownApiStage(parts[0], parts[1], plan.id());
    }
    if (patch.removes()) {
      stages.removeIf(stage -> name(stage).equals(name(named)));
    } else if (!present) {
      stages.add(named);
    }
    return plan.toBuilder().apiStages(stages).build();
  }

  private static Change<UsagePlan> methodThrottle(Change<ThrottleSettings> change) {
    return (plan, patch) ->
        withThrottles(
            plan,
            patch,
            all -> {
              Map<String, ThrottleSettings> throttles = new LinkedHashMap<>(all);
              ThrottleSettings present =
                  throttles.getOrDefault(method(patch), ThrottleSettings.builder().build());
              throttles.put(method(patch), change.apply(present, patch));
              return throttles;
            });
  }

  private static UsagePlan withoutThrottle(UsagePlan plan, Patch patch) {
    return withThrottles(
        plan,
        patch,
        all -> {
          Map<String, ThrottleSettings> throttles = new LinkedHashMap<>(all);
          throttles.remove(method(patch));
          return throttles;
        });
  }

  /** Returns the key of a method's throttle, {@code /pets/GET}, or {@code /GET} for the root. */
  private static String method(Patch patch) {
    String path = patch.arguments().get(1);
    String slashed = path.startsWith("/") ? path : "/" + path;
    return slashed.equals("/") ? "/" + patch.leaf() : slashed + "/" + patch.leaf();
  }

  /** Changes the throttles of the stage in the path. Throws if the plan does not have the stage. */
  private static UsagePlan withThrottles(
      UsagePlan plan, Patch patch, UnaryOperator<Map<String, ThrottleSettings>> change) {
    String stageName = patch.arguments().getFirst();
    if (plan.apiStages().stream().noneMatch(stage -> name(stage).equals(stageName))) {
      throw UsageErrors.invalidApiStage();
    }
    List<ApiStage> stages =
        plan.apiStages().stream()
            .map(stage ->
                name(stage).equals(stageName)
                    ? withThrottles(stage, change.apply(stage.throttle()))
                    : stage)
            .toList();
    return plan.toBuilder().apiStages(stages).build();
  }

  private static ApiStage withThrottles(ApiStage stage, Map<String, ThrottleSettings> throttles) {
    return stage.toBuilder().throttle(throttles.isEmpty() ? null : throttles).build();
  }
}
