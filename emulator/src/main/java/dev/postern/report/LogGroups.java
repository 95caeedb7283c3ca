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
 * each group and passes all events to the sinks. Safe from any thread.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatchLogsConcepts.html">
 *     Amazon CloudWatch Logs concepts</a>
 */
public final class LogGroups implements AutoCloseable {
  private static final int MAX_GROUP_BYTES = 1 << 20;

  /** Maximum bytes per call of a sink; small, so that the copies die young. */
  private static final int MAX_BATCH_BYTES = 1 << 15;

  private final Map<LogGroup, LogRing> groups = new ConcurrentHashMap<>();
  private final Map<String, Set<BiConsumer<LogGroup, LogEvent>>> followers =
      new ConcurrentHashMap<>();
  private final @Nullable LogPump pump;

  /** Makes groups without sinks. */
  public LogGroups() {
    this.pump = null;
  }

  /**
   * Makes groups whose events also go to sinks.
   *
   * @param threads makes the thread that calls the sinks
   */
  public LogGroups(List<LogSink> sinks, ThreadFactory threads) {
    this.pump = new LogPump(this::since, List.copyOf(sinks), threads);
  }

  /** Adds events to a group, the oldest first. */
  public void add(LogGroup group, List<LogEvent> events) {
    groups.compute(
        group,
        (_, present) -> {
          LogRing kept = present == null ? new LogRing(MAX_GROUP_BYTES) : present;
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

  /**
   * Returns the groups that have events, ordered by name; groups of the same name differ in their
   * owner.
   */
  public List<LogGroup> groups() {
    return groups.keySet().stream()
        .sorted(
            Comparator.comparing(LogGroup::name)
                .thenComparing(group -> group.owner().account().value())
                .thenComparing(group -> group.owner().region().code()))
        .toList();
  }

  /** Returns the groups with that name, of any owner. */
  public List<LogGroup> named(String name) {
    return groups().stream().filter(group -> group.name().equals(name)).toList();
  }

  /** Returns the kept events of a group, the oldest first; empty if there are none. */
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
   * Calls the follower for each event of the groups with a name, including future groups, on the
   * thread that adds the event.
   *
   * @return stops the calls
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
          recent[0] = kept.since(last, MAX_BATCH_BYTES);
          return kept;
        });
    return recent[0];
  }

  /** Removes all events after the sinks have received them. Followers stay. */
  public void clear() {
    if (pump != null) {
      pump.drain();
    }
    groups.clear();
  }

  /** Closes the sinks; returns when they have received all events and are closed. */
  @Override
  public void close() {
    if (pump != null) {
      pump.close();
    }
  }
}
