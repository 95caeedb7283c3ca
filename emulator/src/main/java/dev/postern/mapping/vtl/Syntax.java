package dev.postern.mapping.vtl;

import java.io.StringReader;
import java.util.Properties;
import org.apache.velocity.Template;
import org.apache.velocity.exception.VelocityException;
import org.apache.velocity.runtime.RuntimeConstants;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.parser.ParseException;
import org.apache.velocity.runtime.parser.node.SimpleNode;
import org.apache.velocity.runtime.resource.loader.StringResourceLoader;
import org.slf4j.helpers.NOPLogger;

/**
 * Velocity's parser, configured for the language of Velocity 1: white space around directives and
 * hyphens in names. The parser object of about 50 KB is reused for the next text.
 *
 * @see <a href="https://velocity.apache.org/engine/2.4/upgrading.html">Velocity, Upgrading</a>
 */
final class Syntax {
  /** Settings and names of directives for parsers; loads and renders nothing. */
  private static final RuntimeInstance RUNTIME = runtime();

  private final Template source = new Template();

  Syntax() {
    source.setName("template");
  }

  /**
   * Parses a text to a tree that is not initialised, so that its nodes still have their tokens.
   *
   * @throws VtlException if the text is not VTL or would take too long to parse
   */
  SimpleNode parse(String text) {
    RangeNesting.check(text);
    try {
      return RUNTIME.parse(new StringReader(text), source);
    } catch (ParseException | VelocityException e) {
      String message = String.valueOf(e.getMessage());
      throw new VtlException("not valid VTL: " + message.lines().findFirst().orElse(""), e);
    }
  }

  /** Returns the services with which nodes are initialised. */
  RuntimeInstance runtimeServices() {
    return RUNTIME;
  }

  private static RuntimeInstance runtime() {
    Properties settings = new Properties();
    settings.setProperty(RuntimeConstants.SPACE_GOBBLING, "bc");
    settings.setProperty(RuntimeConstants.PARSER_HYPHEN_ALLOWED, "true");
    settings.setProperty(RuntimeConstants.PARSER_POOL_SIZE, "1");
    settings.setProperty(RuntimeConstants.RESOURCE_LOADERS, "none");
    settings.setProperty("resource.loader.none.class", StringResourceLoader.class.getName());
    RuntimeInstance runtime = new RuntimeInstance();
    runtime.setProperty(RuntimeConstants.RUNTIME_LOG_INSTANCE, NOPLogger.NOP_LOGGER);
    runtime.init(settings);
    return runtime;
  }
}
