package dev.postern.execute;

import dev.postern.aws.ApiId;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * All that the data plane serves at one moment: an immutable value, replaced as a whole. A request
 * reads it once, so that it sees one consistent world.
 *
 * @param apis by id; ids are unique over accounts and regions, since a host names nothing else
 * @param functions by unqualified ARN
 */
public record Directory(PMap<ApiId, LiveApi> apis, PMap<String, LiveFunction> functions) {
  public static final Directory EMPTY = new Directory(HashTreePMap.empty(), HashTreePMap.empty());

  public Optional<LiveApi> api(ApiId id) {
    return Optional.ofNullable(apis.get(id));
  }

  public Optional<LiveFunction> function(String unqualifiedArn) {
    return Optional.ofNullable(functions.get(unqualifiedArn));
  }

  public Directory with(LiveApi api) {
    return new Directory(apis.plus(api.id(), api), functions);
  }

  public Directory without(ApiId api) {
    return new Directory(apis.minus(api), functions);
  }

  public Directory with(String unqualifiedArn, LiveFunction function) {
    return new Directory(apis, functions.plus(unqualifiedArn, function));
  }

  public Directory without(String functionArn) {
    return new Directory(apis, functions.minus(functionArn));
  }
}
