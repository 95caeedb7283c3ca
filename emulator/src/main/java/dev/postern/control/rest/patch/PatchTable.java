package dev.postern.control.rest.patch;

import dev.postern.aws.error.AwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/**
 * The PATCH operations of one AWS resource. Each rule has a path, the operations it supports, and a
 * change. Tokens in braces are placeholders: {@code /variables/{name}}. A placeholder with a plus
 * matches several tokens with the slashes between them: in {@code /{resource+}/{verb}} it matches a
 * resource's path, which clients write with slashes or with {@code ~1}. A placeholder matches no
 * empty token, so a doubled slash matches only a rule that has it.
 *
 * <p>Operations are applied in order to an immutable value, so nothing changes if one is refused.
 * The first rule with a matching path and operation applies.
 *
 * @param <T> the stored SDK class
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html">Patch
 *     operations</a>
 */
public final class PatchTable<T> {
  public static final Set<Op> REPLACE = Set.of(Op.REPLACE);
  public static final Set<Op> REMOVE = Set.of(Op.REMOVE);
  public static final Set<Op> COPY = Set.of(Op.COPY);
  public static final Set<Op> ADD_REPLACE = Set.of(Op.ADD, Op.REPLACE);
  public static final Set<Op> ADD_REMOVE = Set.of(Op.ADD, Op.REMOVE);
  public static final Set<Op> REPLACE_REMOVE = Set.of(Op.REPLACE, Op.REMOVE);
  public static final Set<Op> ADD_REPLACE_REMOVE = Set.of(Op.ADD, Op.REPLACE, Op.REMOVE);

  private final List<Rule<T>> rules;
  private final Refusal refusal;

  private PatchTable(List<Rule<T>> rules, Refusal refusal) {
    this.rules = List.copyOf(rules);
    this.refusal = refusal;
  }

  /** Applies one operation to a value. */
  @FunctionalInterface
  public interface Change<T> {
    T apply(T present, Patch patch);
  }

  /** Returns the error for an operation that no rule supports. It differs between resources. */
  @FunctionalInterface
  public interface Refusal {
    /**
     * Returns the error to throw.
     *
     * @param supported operations that the path supports; empty for an unknown path
     * @param paths paths that support the operation, in the order of the table
     */
    AwsException refuse(PatchOperation operation, List<String> supported, List<String> paths);
  }

  /** Returns a builder of a table with the given refusal. */
  public static <T> Builder<T> refusing(Refusal refusal) {
    return new Builder<>(refusal);
  }

  /**
   * Applies all operations to a value.
   *
   * @throws AwsException if an operation is refused
   */
  public T apply(T present, List<PatchOperation> operations) {
    T value = present;
    for (PatchOperation operation : operations) {
      value = apply(value, operation);
    }
    return value;
  }

  private T apply(T present, PatchOperation operation) {
    List<String> tokens = Patch.tokens(operation.path());
    for (Rule<T> rule : rules) {
      if (!rule.supports(operation.op())) {
        continue;
      }
      List<String> arguments = rule.match(tokens);
      if (arguments != null) {
        return rule.change().apply(present, Patch.of(operation, arguments));
      }
    }
    throw refusal.refuse(operation, operationsAt(tokens), pathsOf(operation.op()));
  }

  private List<String> operationsAt(List<String> tokens) {
    TreeSet<Op> supported = new TreeSet<>();
    for (Rule<T> rule : rules) {
      if (rule.match(tokens) != null) {
        supported.addAll(rule.ops());
      }
    }
    return supported.stream().map(Op::toString).toList();
  }

  private List<String> pathsOf(@Nullable Op op) {
    return rules.stream().filter(rule -> rule.supports(op)).map(Rule::path).distinct().toList();
  }

  private record Rule<T>(
      String path, List<String> pattern, int greedy, Set<Op> ops, Change<T> change) {
    boolean supports(@Nullable Op op) {
      return op != null && ops.contains(op);
    }

    /** Returns the arguments of the placeholders, or null if the path does not match. */
    @Nullable List<String> match(List<String> tokens) {
      int more = tokens.size() - pattern.size();
      if (more < 0 || (more > 0 && greedy < 0) || tokens.getLast().isEmpty()) {
        return null;
      }
      List<String> arguments = new ArrayList<>(3);
      int at = 0;
      for (int i = 0; i < pattern.size(); i++) {
        int next = at + (i == greedy ? more : 0) + 1;
        if (pattern.get(i).startsWith("{")) {
          if (tokens.subList(at, next).contains("")) {
            return null;
          }
          arguments.add(String.join("/", tokens.subList(at, next)));
        } else if (!pattern.get(i).equals(tokens.get(at))) {
          return null;
        }
        at = next;
      }
      return arguments;
    }
  }

  /** Collects rules. Not thread-safe. */
  public static final class Builder<T> {
    private final List<Rule<T>> rules = new ArrayList<>();
    private final Refusal refusal;

    private Builder(Refusal refusal) {
      this.refusal = Objects.requireNonNull(refusal);
    }

    /** Adds a rule for the path. */
    public Builder<T> on(Set<Op> ops, String path, Change<T> change) {
      List<String> pattern = Patch.tokens(path);
      int greedy =
          IntStream.range(0, pattern.size())
              .filter(i -> pattern.get(i).endsWith("+}"))
              .findFirst()
              .orElse(-1);
      rules.add(new Rule<>(path, pattern, greedy, ops, change));
      return this;
    }

    public PatchTable<T> build() {
      return new PatchTable<>(rules, refusal);
    }
  }
}
