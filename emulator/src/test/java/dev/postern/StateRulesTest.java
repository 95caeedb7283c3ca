package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults planted for the rules on state. */
class StateRulesTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        WithLock.class,
        WithSemaphore.class,
        WithLatch.class,
        WithPark.class,
        WithMethod.class,
        WithBlock.class,
        WithMonitor.class,
        WithCompute.class,
        WithMergeReference.class
      })
  void everyLockIsFound(Class<?> fault) {
    assertThat(violations(fault, StateRules.takeNoLock())).isNotEmpty();
  }

  @Test
  void mapsThatAreFilledOnceAreNoLocks() {
    assertThat(violations(Innocent.class, StateRules.takeNoLock())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        NotFinal.class,
        Atomic.class,
        Array.class,
        MutableList.class,
        MutableSet.class,
        MutableInside.class,
        MutableInLambda.class,
        OwnMutable.class
      })
  void everyStaticStateIsFound(Class<?> fault) {
    assertThat(violations(fault, StateRules.haveNoStaticStateThatChanges())).hasSize(1);
  }

  @Test
  void constantsAreNoState() {
    assertThat(violations(Innocent.class, StateRules.haveNoStaticStateThatChanges())).isEmpty();
  }

  private static List<String> violations(Class<?> type, ArchCondition<JavaClass> condition) {
    JavaClasses imported = new ClassFileImporter().importClasses(type);
    return ArchRuleDefinition.classes()
        .should(condition)
        .evaluate(imported)
        .getFailureReport()
        .getDetails();
  }

  static final class WithLock {
    private final ReentrantLock lock = new ReentrantLock();

    boolean isLocked() {
      return lock.isLocked();
    }
  }

  static final class WithSemaphore {
    boolean take(Semaphore semaphore) {
      return semaphore.tryAcquire();
    }
  }

  static final class WithLatch {
    boolean waits(CountDownLatch latch) throws InterruptedException {
      return latch.await(1, TimeUnit.SECONDS);
    }
  }

  static final class WithPark {
    void pause() {
      LockSupport.parkNanos(1);
    }
  }

  static final class WithMethod {
    synchronized int one() {
      return 1;
    }
  }

  static final class WithBlock {
    Supplier<Integer> one() {
      return () -> {
        synchronized (this) {
          return 1;
        }
      };
    }
  }

  static final class WithMonitor {
    void wake(Object monitor) {
      monitor.notifyAll();
    }
  }

  static final class WithCompute {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    void count(String name) {
      counts.compute(name, (_, count) -> count == null ? 1 : count + 1);
    }
  }

  static final class WithMergeReference {
    private final ConcurrentHashMap<String, Integer> counts = new ConcurrentHashMap<>();

    void count(String name) {
      counts.merge(name, 1, Integer::sum);
    }
  }

  static final class NotFinal {
    static int count;
  }

  static final class Atomic {
    static final AtomicInteger COUNT = new AtomicInteger();
  }

  static final class Array {
    static final String[] NAMES = {"a"};
  }

  static final class MutableList {
    static final List<String> NAMES = new ArrayList<>();
  }

  static final class MutableSet {
    static final Set<TimeUnit> UNITS = EnumSet.of(TimeUnit.DAYS);
  }

  static final class MutableInside {
    static final Map<String, List<String>> NAMES = Map.of("a", new ArrayList<>());
  }

  static final class MutableInLambda {
    static final Function<String, Integer> COUNT = counter(new ConcurrentHashMap<>());

    private static Function<String, Integer> counter(Map<String, Integer> counts) {
      return name -> counts.getOrDefault(name, 0);
    }
  }

  static final class OwnMutable {
    static final Counter COUNTER = new Counter();

    static final class Counter {
      int count;
    }
  }

  static final class Innocent {
    static final String NAME = "a";
    static final List<Set<String>> LIST = List.of(Set.of("a"));
    static final Map<String, String> VIEW = Collections.unmodifiableMap(Map.of());
    static final byte[] BODY = {1};
    static final TimeUnit UNIT = TimeUnit.DAYS;

    private final Map<String, String> cache = new ConcurrentHashMap<>();

    String of(String name) {
      return cache.computeIfAbsent(name, _ -> NAME);
    }
  }
}
