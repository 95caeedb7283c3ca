package dev.postern.mapping.vtl;

import java.util.List;

/** A part of a script that prints or does something. Immutable. */
interface Statement {
  void render(Run run, Output out);

  /** Text as it stands. */
  record Text(String text) implements Statement {
    @Override
    public void render(Run run, Output out) {
      out.append(text);
    }
  }

  /** One after the other. */
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
   * {@code $reference}: the value's text, nothing if null.
   *
   * @param prefix dollar and hash signs directly before, which are text
   */
  record Print(String prefix, Expression value) implements Statement {
    @Override
    public void render(Run run, Output out) {
      out.append(prefix);
      Printer.print(value.value(run), out);
    }
  }

  /**
   * {@code \$reference}: its source text, without the backslash if it has a value.
   *
   * @param prefix the other backslashes, halved
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

  /** {@code #break}, with or without a loop named. */
  record Break(List<Expression> loop) implements Statement {
    @Override
    public void render(Run run, Output out) {
      if (loop.isEmpty()) {
        throw Jump.outOfInnermost();
      }
      if (loop.getFirst().value(run) instanceof Loop target) {
        throw Jump.outOf(target);
      }
      throw new VtlException("#break takes a loop, such as $foreach.parent");
    }
  }

  /** What cannot be done, found out too early to complain. */
  record Failure(String message) implements Statement {
    @Override
    public void render(Run run, Output out) {
      throw new VtlException(message);
    }
  }
}
