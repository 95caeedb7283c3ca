package dev.postern.mapping.vtl;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Calls methods by all names that Java has for types that scripts can and must not reach. Any call
 * on any value with any arguments returns a value that scripts may have.
 */
class ReachTest {
  private static final List<Class<?>> TYPES =
      List.of(
          Object.class,
          Class.class,
          String.class,
          Integer.class,
          Long.class,
          Double.class,
          Boolean.class,
          Character.class,
          BigInteger.class,
          BigDecimal.class,
          ArrayList.class,
          LinkedHashMap.class,
          Map.class,
          Map.Entry.class,
          Iterator.class,
          Set.class,
          Stream.class,
          Thread.class,
          Runtime.class,
          ProcessBuilder.class,
          ClassLoader.class,
          System.class,
          Method.class,
          ForeachVariable.class,
          Block.class,
          Run.class,
          Script.class,
          Members.class);

  private static final List<Supplier<Object>> VALUES =
      List.of(
          () -> "text",
          () -> 5,
          () -> 5L,
          () -> 1.5,
          () -> 1.5f,
          () -> true,
          () -> 'c',
          () -> new BigInteger("99999999999999999999"),
          () -> new BigDecimal("1.0000000000000000000001"),
          ReachTest::list,
          () -> list().subList(0, 1),
          () -> SubList.of(list(), 0, 1),
          () -> list().iterator(),
          ReachTest::map,
          () -> map().keySet(),
          () -> map().values(),
          () -> map().entrySet(),
          () -> map().entrySet().iterator(),
          () -> map().entrySet().iterator().next(),
          () -> new ForeachVariable(new ForeachVariable(null)),
          () -> new Block(new Statement.Text("x")));

  private static final List<Object> ARGUMENTS =
      Arrays.asList("java.lang.Runtime", "a", 0, 1, 'c', true, list(), map(), null);

  @Test
  void methodsReturnOnlyPlainValues() {
    Set<String> names = names();
    List<@Nullable Object[]> calls = calls();
    int reached = 0;

    for (Supplier<Object> value : VALUES) {
      for (String name : names) {
        requirePlain(Members.property(value.get(), name), name);
        for (@Nullable Object[] arguments : calls) {
          reached += call(value.get(), name, arguments) ? 1 : 0;
        }
      }
    }

    assertThat(names.size()).isGreaterThan(500);
    assertThat(reached).isGreaterThan(1_000);
  }

  /** Returns whether the call returned a value. */
  private static boolean call(Object target, String name, @Nullable Object[] arguments) {
    Run run =
        new Run(
            new Script(new Statement.Text(""), List.of(), Map.of()),
            new @Nullable Object[0],
            new Bounds(1_000, 10_000, 1_000_000));
    try {
      Object result = Members.call(target, name, arguments.clone(), run);
      requirePlain(result, target.getClass().getName() + "." + name);
      return result != null;
    } catch (RuntimeException _) {
      return false; // wrong arguments for an existing method
    }
  }

  private static void requirePlain(@Nullable Object root, String where) {
    Deque<Object> open = new ArrayDeque<>();
    for (@Nullable Object value = root; value != null; value = open.poll()) {
      switch (value) {
        case String _, Number _, Boolean _, Character _, ForeachVariable _ -> {}
        case Map<?, ?> map -> map.entrySet().forEach(open::add);
        case Collection<?> items -> items.stream().filter(item -> item != null).forEach(open::add);
        case Map.Entry<?, ?> entry -> {
          open.add(String.valueOf(entry.getKey()));
          open.add(entry.getValue());
        }
        case Iterator<?> iterator -> {
          if (iterator.hasNext()) {
            open.add(iterator.next());
          }
        }
        default -> throw new AssertionError(where + " leads to " + value.getClass());
      }
    }
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Class<?> type : TYPES) {
      for (Method method : type.getMethods()) {
        names.add(method.getName());
      }
      for (Method method : type.getDeclaredMethods()) {
        names.add(method.getName());
      }
    }
    names.add("class");
    names.add("bytes");
    return names;
  }

  private static List<@Nullable Object[]> calls() {
    List<@Nullable Object[]> calls = new ArrayList<>();
    calls.add(new @Nullable Object[0]);
    for (Object first : ARGUMENTS) {
      calls.add(new @Nullable Object[] {first});
      for (Object second : ARGUMENTS) {
        calls.add(new @Nullable Object[] {first, second});
      }
      calls.add(new @Nullable Object[] {first, 0, "a"});
    }
    return calls;
  }

  private static List<@Nullable Object> list() {
    List<@Nullable Object> list = new ArrayList<>();
    list.add("a");
    list.add(null);
    list.add(new ArrayList<>(List.of("b", 1)));
    return list;
  }

  private static Map<@Nullable Object, @Nullable Object> map() {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    map.put("a", "b");
    map.put("java.lang.Runtime", list());
    return map;
  }
}
