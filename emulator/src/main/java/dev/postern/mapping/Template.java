package dev.postern.mapping;

import dev.postern.aws.Limits;
import dev.postern.mapping.json.JsonPathExpression;
import dev.postern.mapping.vtl.BoundedCache;
import dev.postern.mapping.vtl.Bounds;
import dev.postern.mapping.vtl.Script;
import dev.postern.mapping.vtl.VtlException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A compiled mapping template. Immutable; rendered by any number of threads at once.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html">
 *     Mapping template transformations for REST APIs in API Gateway</a>
 */
public final class Template {
  /**
   * At most about a second of one core, and 250 MB if all of it is made and kept; a template that
   * fills AWS's largest payload takes a fifth. AWS's own bound is the integration's timeout, which
   * cannot end a template here: rendering holds the event loop of its connection.
   */
  private static final long WORK = 100_000_000;

  private static final Bounds BOUNDS =
      new Bounds(Limits.AWS.foreachIterations(), Limits.AWS.payloadBytes(), WORK);

  private static final UtilVariable UTIL = new UtilVariable();

  private final Script script;

  /** What a template without references always prints, or null. */
  private final byte @Nullable [] constant;

  private final BoundedCache<JsonPathExpression> paths =
      new BoundedCache<>(JsonPathExpression::compile);

  private Template(Script script) {
    this.script = script;
    String text = script.constant();
    this.constant = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Returns what a template without references always prints, the same array each time; null for
   * other templates. Nobody may write into it.
   */
  public byte @Nullable [] constant() {
    return constant;
  }

  /** Renders to UTF-8; see {@link #render}. Nobody may write into the result. */
  public byte[] renderBytes(MappingInput input) {
    return constant == null ? render(input).getBytes(StandardCharsets.UTF_8) : constant;
  }

  /**
   * Parses a mapping template.
   *
   * @throws TemplateException when it is no valid VTL
   */
  public static Template compile(String source) {
    try {
      return new Template(Script.compile(source));
    } catch (VtlException e) {
      throw new TemplateException(message(e), e);
    }
  }

  /** As {@link #compile}, but what does not parse fails when it is rendered: so it is on AWS. */
  static Template compileLate(String source) {
    try {
      return new Template(Script.compile(source));
    } catch (VtlException e) {
      return new Template(Script.failing(e));
    }
  }

  /**
   * Renders. Overrides go to the input's context, changes of the body's values to its payload.
   *
   * @throws TemplateException when evaluation fails, also when the body is needed and no JSON: the
   *     cause is then an {@link InvalidJsonBodyException}
   */
  public String render(MappingInput input) {
    try {
      return script.render(name -> variable(name, input), BOUNDS);
    } catch (RuntimeException e) {
      throw new TemplateException(message(e), e);
    }
  }

  private @Nullable Object variable(String name, MappingInput input) {
    return switch (name) {
      case "input" -> new InputVariable(input, paths);
      case "util" -> UTIL;
      case "context" -> ContextVariable.of(input.context());
      case "stageVariables" -> input.stageVariables();
      default -> null;
    };
  }

  private static String message(RuntimeException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
