package dev.postern.execute.live;

import dev.postern.aws.ApiId;
import dev.postern.aws.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everything that the data plane serves. Each entry is immutable and replaced as a whole: a request
 * reads its API's entry once and sees a consistent set of stages, routes and settings.
 *
 * <p>Uses hash maps, not persistent ones: among thousands of APIs a look-up touches three cache
 * lines, in a persistent map's tree a dozen.
 */
public final class Directory {
  /** By id. Ids are unique over accounts and regions, since a host name contains nothing else. */
  private final Map<ApiId, LiveApi> apis = new ConcurrentHashMap<>();

  /** By unqualified ARN. */
  private final Map<String, LiveFunction> functions = new ConcurrentHashMap<>();

  private final Map<Caller, LiveAccount> accounts = new ConcurrentHashMap<>();

  public Optional<LiveApi> api(ApiId id) {
    return Optional.ofNullable(apis.get(id));
  }

  /** Returns the account in a region; empty entries if it has nothing. */
  public LiveAccount account(Caller owner) {
    return accounts.getOrDefault(owner, LiveAccount.EMPTY);
  }

  public Optional<LiveFunction> function(String unqualifiedArn) {
    return Optional.ofNullable(functions.get(unqualifiedArn));
  }

  /** Replaces the API. */
  public void put(LiveApi api) {
    apis.put(api.id(), api);
  }

  public void remove(ApiId api) {
    apis.remove(api);
  }

  public void put(Caller owner, LiveAccount account) {
    accounts.put(owner, account);
  }

  public void put(String unqualifiedArn, LiveFunction function) {
    functions.put(unqualifiedArn, function);
  }

  public void remove(String functionArn) {
    functions.remove(functionArn);
  }

  /** Removes everything. Returns the ARNs of the functions that were there. */
  public List<String> clear() {
    apis.clear();
    accounts.clear();
    List<String> arns = new ArrayList<>(functions.keySet());
    functions.clear();
    return arns;
  }
}
