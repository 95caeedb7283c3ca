package dev.postern.mapping.vtl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.exception.VelocityException;
import org.apache.velocity.runtime.RuntimeConstants;
import org.apache.velocity.runtime.RuntimeInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

/** A script prints the same as Velocity where API Gateway does not differ from it. */
class VtlAgainstVelocityProperties {
  private static final Bounds BOUNDS = new Bounds(1_000, 1_000_000, 10_000_000);
  private static final String FAILURE = "(fails)";
  private static final Map<String, Object> VARIABLES = variables();

  @Test
  void scriptsPrintWhatVelocityPrints() {
    RuntimeInstance velocity = velocity();
    for (long seed = 0; seed < 2_000; seed++) {
      String template = new RandomTemplates(new Random(seed)).next();

      assertThat(ours(template))
          .as("seed %d: %s", seed, template)
          .isEqualTo(velocitys(velocity, template));
    }
  }

  /** Returns the output of the script, or {@link #FAILURE} if it fails. */
  private static String ours(String template) {
    try {
      return Script.compile(template).render(VtlAgainstVelocityProperties::variable, BOUNDS);
    } catch (RuntimeException _) {
      return FAILURE;
    }
  }

  private static @Nullable Object variable(String name) {
    return VARIABLES.get(name);
  }

  private static String velocitys(RuntimeInstance velocity, String template) {
    StringWriter text = new StringWriter();
    try {
      velocity.evaluate(new VelocityContext(new LinkedHashMap<>(VARIABLES)), text, "t", template);
    } catch (VelocityException _) {
      return FAILURE;
    }
    return text.toString();
  }

  /** Returns values for all variables, because API Gateway prints undefined ones differently. */
  private static Map<String, Object> variables() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a", "one");
    map.put("b", 2);
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("text", "abc");
    variables.put("number", 5);
    variables.put("list", List.of(7, 8, 9));
    variables.put("map", map);
    for (String name : List.of("item", "text2", "number2", "list2", "map2", "block")) {
      variables.put(name, "unset");
    }
    return variables;
  }

  /**
   * Returns an instance configured by "Upgrading from Velocity 1.x to the latest 2.x version for
   * busy people".
   */
  private static RuntimeInstance velocity() {
    Properties settings = new Properties();
    settings.setProperty(RuntimeConstants.CONVERSION_HANDLER_CLASS, "none");
    settings.setProperty(RuntimeConstants.SPACE_GOBBLING, "bc");
    settings.setProperty(RuntimeConstants.CHECK_EMPTY_OBJECTS, "false");
    settings.setProperty(RuntimeConstants.PARSER_HYPHEN_ALLOWED, "true");
    settings.setProperty(RuntimeConstants.VM_ENABLE_BC_MODE, "true");
    RuntimeInstance velocity = new RuntimeInstance();
    velocity.setProperty(RuntimeConstants.RUNTIME_LOG_INSTANCE, NOPLogger.NOP_LOGGER);
    velocity.init(settings);
    return velocity;
  }
}
