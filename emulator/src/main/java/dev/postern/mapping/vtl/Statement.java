package dev.postern.mapping.vtl;

import java.util.List;

/** Part of a script that prints or executes something. Immutable. */
interface Statement {
  void render(Run run, Output out);

  /** Literal text. */
  record Text(String text) implements Statement {
    @Override
    public void render(Run run, Output out) {
      out.append(text);
    }
  }

  /** Several statements in order. */
  record Sequence(List<Statement> statements) implements Statement {
    public Sequence {
      statements = List.copyOf(statements);
    }

    @Override
    public void render(Run run, Output out) {
      for (int i = 0; i < statements.size(); i++) {
        statements.get(i).render(run, out);
      }
    }
  }

  /**
   * {@code $reference}: prints the value's text; nothing for null.
   *
   * @param prefix dollar and hash signs directly before the reference, which are text
   */
  record Print(String prefix, Expression value) implements Statement {
    @Override
    public void render(Run run, Output out) {
      out.append(prefix);
      Printer.print(value.value(run), out);
    }
  }

  /**
   * {@code \$reference}: prints the source text, without the backslash if the reference has a
   * value.
   *
   * @param prefix half of the other backslashes
   */
  record Escaped(String prefix, String source, Expression value) implements Statement {
    @Override
    public void render(Run run, Output out) {
      out.append(prefix);
      if (value.value(run) == null) {
        out.append('\\');
      }
      out.append(source);
    }
  }

  /** {@code #stop}. */
  record Stop() implements Statement {
    @Override
    public void render(Run run, Output out) {
      throw Jump.outOfScript();
    }
  }

  /** {@code #break}, with or without a loop as argument. */
  record Break(List<Expression> loop) implements Statement {
    @Override
    public void render(Run run, Output out) {
      if (loop.isEmpty()) {
        throw Jump.outOfInnermost();
      }
      if (loop.getFirst().value(run) instanceof ForeachVariable target) {
        throw Jump.outOf(target);
      }
      throw new VtlException("#break takes a loop, such as $foreach.parent");
    }
  }

  /** An error found by the compiler that is reported at rendering. */
  record Failure(String message) implements Statement {
    @Override
    public void render(Run run, Output out) {
      throw new VtlException(message);
    }
  }
}
