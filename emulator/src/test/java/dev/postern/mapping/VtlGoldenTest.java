package dev.postern.mapping;

import java.util.List;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Runs each template of {@code testdata/vtl}; see {@link GoldenFile} for the format. */
class VtlGoldenTest {

  @TestFactory
  List<DynamicContainer> templatesPrintWhatApiGatewayPrints() {
    return GoldenFile.testsIn("vtl");
  }
}
