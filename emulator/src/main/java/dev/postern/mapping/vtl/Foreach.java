package dev.postern.mapping.vtl;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * {@code #foreach($element in $items)}. Ends without an error at the maximum number of iterations.
 * For a map iterates over its values; for null, strings and numbers over nothing.
 *
 * @param otherwise rendered if there is no element
 */
record Foreach(int element, Expression items, Statement body, @Nullable Statement otherwise)
    implements Statement {

  @Override
  public void render(Run run, Output out) {
    Iterator<?> iterator = Members.iterator(items.value(run));
    if (iterator == null || !iterator.hasNext()) {
      if (otherwise != null) {
        otherwise.render(run, out);
      }
      return;
    }
    Object hidden = run.variable(element);
    ForeachVariable loop = new ForeachVariable(run.loop());
    run.loop(loop);
    try {
      iterate(iterator, loop, run, out);
    } catch (Jump jump) {
      if (!jump.ends(loop)) {
        throw jump;
      }
    } finally {
      run.loop(loop.parent());
      run.assign(element, hidden);
    }
  }

  private void iterate(Iterator<?> iterator, ForeachVariable loop, Run run, Output out) {
    while (iterator.hasNext() && loop.count() < run.maxIterations()) {
      run.chargeStep();
      run.assign(element, iterator.next());
      loop.advance(iterator.hasNext());
      body.render(run, out);
    }
  }
}
