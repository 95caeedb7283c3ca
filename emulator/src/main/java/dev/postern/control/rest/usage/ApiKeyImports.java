package dev.postern.control.rest.usage;

import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Unverified;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.UsageErrors;
import dev.postern.control.AccountStates;
import dev.postern.control.Descriptions;
import dev.postern.control.state.AccountState;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.ImportApiKeysRequest;
import software.amazon.awssdk.services.apigateway.model.ImportApiKeysResponse;

/**
 * The operation ImportApiKeys. An invalid line causes a warning. A key with a present value is
 * overwritten, and ids of unknown usage plans are ignored. If the request says {@code
 * failonwarnings}, warnings are answered as an error, after the valid lines are imported.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-key-file-format.html">
 *     API Gateway API key file format</a>
 */
public final class ApiKeyImports {
  private final AccountStates accounts;
  private final ApiKeys apiKeys;
  private final UsagePlanKeys planKeys;
  private final Ids ids;
  private final InstantSource clock;

  public ApiKeyImports(
      AccountStates accounts,
      ApiKeys apiKeys,
      UsagePlanKeys planKeys,
      Ids ids,
      InstantSource clock) {
    this.accounts = accounts;
    this.apiKeys = apiKeys;
    this.planKeys = planKeys;
    this.ids = ids;
    this.clock = clock;
  }

  /** The state of one import. Not thread-safe. */
  private final class Run {
    private final Instant now;
    private final Set<String> imported = new LinkedHashSet<>();
    private final List<String> warnings = new ArrayList<>();

    Run(Instant now) {
      this.now = now;
    }

    AccountState add(AccountState state, ApiKeyFile.Line line) {
      ApiKey old =
          state.keyIds().containsKey(line.key())
              ? ApiKeys.key(state, state.keyIds().get(line.key()))
              : null;
      AccountState next;
      ApiKey key;
      try {
        key = ApiKeys.checked(key(line, old));
      } catch (AwsException e) {
        warn(line, e);
        return state;
      }
      next = old == null ? apiKeys.withNew(state, key) : state.withApiKey(key);
      imported.add(key.id());
      for (String planId : line.usagePlanIds()) {
        next = withPlan(next, planId, key, line);
      }
      return next;
    }

    private ApiKey key(ApiKeyFile.Line line, @Nullable ApiKey old) {
      ApiKey.Builder key =
          old == null
              ? ApiKey.builder().id(ids.tenCharacters()).value(line.key())
              : old.toBuilder();
      return key.name(line.name())
          .description(Descriptions.orNone(line.description()))
          .enabled(line.enabled())
          .createdDate(now)
          .lastUpdatedDate(now)
          .build();
    }

    private AccountState withPlan(
        AccountState state, String planId, ApiKey key, ApiKeyFile.Line line) {
      if (!state.usagePlans().containsKey(planId) || state.keysOf(planId).containsKey(key.id())) {
        return state;
      }
      try {
        return planKeys.with(state, planId, key.id(), now);
      } catch (AwsException e) {
        warn(line, e);
        return state;
      }
    }

    private void warn(ApiKeyFile.Line line, AwsException reason) {
      warnings.add("Line %d: %s".formatted(line.number(), reason.text()));
    }
  }

  @Unverified(
      "That valid lines stay imported when warnings fail the import, and that unknown usage plans "
          + "cause no warning, is not recorded of AWS.")
  public ImportApiKeysResponse importApiKeys(Caller caller, ImportApiKeysRequest request) {
    SdkBytes body = request.body();
    List<ApiKeyFile.Line> lines = ApiKeyFile.parse(body == null ? "" : body.asUtf8String());
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    AtomicReference<@Nullable Run> completed = new AtomicReference<>();
    accounts.publish(
        caller,
        state -> {
          Run run = new Run(now);
          AccountState next = state;
          for (ApiKeyFile.Line line : lines) {
            next = run.add(next, line);
          }
          completed.set(run);
          return next;
        });
    Run run = Objects.requireNonNull(completed.get());
    if (Boolean.TRUE.equals(request.failOnWarnings()) && !run.warnings.isEmpty()) {
      throw UsageErrors.importWarnings(run.warnings);
    }
    return ImportApiKeysResponse.builder().ids(run.imported).warnings(run.warnings).build();
  }
}
