package dev.postern.execute.live;

import dev.postern.aws.ApiId;
import dev.postern.aws.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All that the data plane serves. Each entry is an immutable value, replaced as a whole: a request
 * reads the entry of its API once and sees one consistent world of stages, routes and settings.
 *
 * <p>Hash maps, not persistent ones: among thousands of APIs a look-up touches three cache lines
 * where a persistent map's tree touches a dozen.
 */
public final class Directory {
  /** Ids are unique over accounts and regions, since a host names nothing else. */
  private final Map<ApiId, LiveApi> apis = new ConcurrentHashMap<>();

  /** By unqualified ARN. */
  private final Map<String, LiveFunction> functions = new ConcurrentHashMap<>();

  private final Map<Caller, LiveAccount> accounts = new ConcurrentHashMap<>();

  public Optional<LiveApi> api(ApiId id) {
    return Optional.ofNullable(apis.get(id));
  }

  /** Of an account in a region; empty when it has nothing. */
  public LiveAccount account(Caller owner) {
    return accounts.getOrDefault(owner, LiveAccount.EMPTY);
  }

  public Optional<LiveFunction> function(String unqualifiedArn) {
    return Optional.ofNullable(functions.get(unqualifiedArn));
  }

  /** Serves the API from now on as given. */
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

  /** The ARNs of all functions there were. */
  public List<String> clear() {
    apis.clear();
    accounts.clear();
    List<String> arns = new ArrayList<>(functions.keySet());
    functions.clear();
    return arns;
  }
}
