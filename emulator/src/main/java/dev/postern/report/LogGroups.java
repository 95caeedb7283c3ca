package dev.postern.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All logs, as CloudWatch Logs models them: groups of events in streams. Keeps the last events of
 * each group and hands all on to the sinks. Safe from any thread.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatchLogsConcepts.html">
 *     Amazon CloudWatch Logs concepts</a>
 */
public final class LogGroups implements AutoCloseable {
  private static final int BYTES_KEPT = 1 << 20;

  /** What sinks are handed in one go: small enough to be garbage before anybody minds. */
  private static final int BYTES_AT_ONCE = 1 << 15;

  private final Map<LogGroup, LogRing> groups = new ConcurrentHashMap<>();
  private final Map<String, Set<BiConsumer<LogGroup, LogEvent>>> followers =
      new ConcurrentHashMap<>();
  private final @Nullable LogPump pump;

  /** Groups that nobody gets besides. */
  public LogGroups() {
    this.pump = null;
  }

  /**
   * Groups that sinks get too.
   *
   * @param threads makes the one that calls them
   */
  public LogGroups(List<LogSink> sinks, ThreadFactory threads) {
    this.pump = new LogPump(this::since, List.copyOf(sinks), threads);
  }

  /** Adds events to a group, the oldest first. */
  public void add(LogGroup group, List<LogEvent> events) {
    groups.compute(
        group,
        (_, present) -> {
          LogRing kept = present == null ? new LogRing(BYTES_KEPT) : present;
          events.forEach(kept::add);
          return kept;
        });
    if (pump != null) {
      pump.changed(group);
    }
    Set<BiConsumer<LogGroup, LogEvent>> listening = followers.get(group.name());
    if (listening != null) {
      events.forEach(event -> listening.forEach(follower -> follower.accept(group, event)));
    }
  }

  /** The groups that have events, by name; several of one name differ in their owner. */
  public List<LogGroup> groups() {
    return groups.keySet().stream()
        .sorted(
            Comparator.comparing(LogGroup::name)
                .thenComparing(group -> group.owner().account().value())
                .thenComparing(group -> group.owner().region().code()))
        .toList();
  }

  /** The groups of that name, whatever their owner. */
  public List<LogGroup> named(String name) {
    return groups().stream().filter(group -> group.name().equals(name)).toList();
  }

  /** The kept events of a group, oldest first; empty when there are none. */
  public List<LogEvent> events(LogGroup group) {
    List<LogEvent> copy = new ArrayList<>();
    groups.computeIfPresent(
        group,
        (_, kept) -> {
          copy.addAll(kept.events());
          return kept;
        });
    return copy;
  }

  /**
   * Hears of each event of the groups of a name, those to come included; called on the thread that
   * adds it.
   *
   * @return ends it
   */
  public Runnable follow(String name, BiConsumer<LogGroup, LogEvent> follower) {
    followers.compute(
        name,
        (_, present) -> {
          Set<BiConsumer<LogGroup, LogEvent>> all =
              present == null ? ConcurrentHashMap.newKeySet() : present;
          all.add(follower);
          return all;
        });
    return () ->
        followers.computeIfPresent(
            name,
            (_, all) -> {
              all.remove(follower);
              return all.isEmpty() ? null : all;
            });
  }

  private LogRing.@Nullable Recent since(LogGroup group, LogRing.@Nullable Position last) {
    LogRing.Recent[] recent = new LogRing.Recent[1];
    groups.computeIfPresent(
        group,
        (_, kept) -> {
          recent[0] = kept.since(last, BYTES_AT_ONCE);
          return kept;
        });
    return recent[0];
  }

  /** Forgets all events, when the sinks have them; who follows goes on. */
  public void clear() {
    if (pump != null) {
      pump.drain();
    }
    groups.clear();
  }

  /** Returns when the sinks have all events, and are closed. */
  @Override
  public void close() {
    if (pump != null) {
      pump.close();
    }
  }
}
