package dev.postern.mapping.vtl;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * {@code #foreach($element in $items)}: ends quietly at the bound of iterations. A map gives its
 * values; null, strings and numbers give nothing.
 *
 * @param otherwise rendered when there is no element
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
    Loop loop = new Loop(run.loop());
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

  private void iterate(Iterator<?> iterator, Loop loop, Run run, Output out) {
    while (iterator.hasNext() && loop.count() < run.iterations()) {
      run.step();
      run.assign(element, iterator.next());
      loop.advance(iterator.hasNext());
      body.render(run, out);
    }
  }
}
