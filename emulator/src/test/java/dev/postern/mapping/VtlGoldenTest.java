package dev.postern.mapping;

import java.util.List;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Runs every template of {@code testdata/vtl}; the form is told by {@link GoldenFile}. */
class VtlGoldenTest {

  @TestFactory
  List<DynamicContainer> templatesPrintWhatApiGatewayPrints() {
    return GoldenFile.testsIn("vtl");
  }
}
