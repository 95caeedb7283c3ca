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
 * Compiled mapping template. Immutable and thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html">
 *     Mapping template transformations for REST APIs in API Gateway</a>
 */
public final class Template {
  /**
   * Limits rendering to about one second of one core, and to 250 MB if all results are kept. A
   * template that fills AWS's largest payload uses a fifth of it. AWS's limit is the integration
   * timeout. It cannot stop a template here, because rendering runs on the event loop of its
   * connection.
   */
  private static final long MAX_WORK = 100_000_000;

  private static final Bounds BOUNDS =
      new Bounds(Limits.AWS.foreachIterations(), Limits.AWS.payloadBytes(), MAX_WORK);

  private static final UtilVariable UTIL = new UtilVariable();

  private final Script script;

  /** Output of a template without references; null for other templates. */
  private final byte @Nullable [] constant;

  private final BoundedCache<JsonPathExpression> paths =
      new BoundedCache<>(JsonPathExpression::compile);

  private Template(Script script) {
    this.script = script;
    String text = script.constant();
    this.constant = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Returns the output of a template without references, the same array each time; null for other
   * templates. Callers must not change it.
   */
  public byte @Nullable [] constant() {
    return constant;
  }

  /** Renders the template to UTF-8; see {@link #render}. Callers must not change the result. */
  public byte[] renderBytes(MappingInput input) {
    return constant == null ? render(input).getBytes(StandardCharsets.UTF_8) : constant;
  }

  /**
   * Parses a mapping template.
   *
   * @throws TemplateException if it is not valid VTL
   */
  public static Template compile(String source) {
    try {
      return new Template(Script.compile(source));
    } catch (VtlException e) {
      throw new TemplateException(message(e), e);
    }
  }

  /** Parses a mapping template; an invalid one fails at rendering, as on AWS. */
  static Template compileDeferred(String source) {
    try {
      return new Template(Script.compile(source));
    } catch (VtlException e) {
      return new Template(Script.failing(e));
    }
  }

  /**
   * Renders the template. Writes overrides to the input's context and changes of body values to its
   * payload.
   *
   * @throws TemplateException if evaluation fails; the cause is an {@link InvalidJsonBodyException}
   *     if the template reads a body that is invalid JSON
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
