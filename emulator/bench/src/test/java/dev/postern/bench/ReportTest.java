package dev.postern.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final Report report = new Report();

  @Test
  void tableHasFigureMeasuredBarsAndDetail() {
    report.add(
        new Row(
            "MOCK",
            "",
            List.of(Series.of(0.6), Series.of(0.5)),
            new Bar("0.75 / 0.70", "0.85"),
            "60 of 100"));
    report.add(Row.alone("memory idle", "MiB", Series.of(1_234.5)));
    report.note("no Docker engine");

    assertThat(report.table("2 cores").lines().map(line -> line.replaceAll(" {2,}", " | ")))
        .containsExactly(
            "2 cores",
            "figure | regional / edge | at least | goal | detail",
            "MOCK | 0.60 / 0.50 | 0.75 / 0.70 | 0.85 | 60 of 100",
            "memory idle, MiB | 1,235",
            "no Docker engine");
  }

  @Test
  void jsonNamesTheEndpointTypes() {
    report.add(new Row("MOCK", "", List.of(Series.of(0.6), Series.of(0.5)), Bar.MOCK, "60 of 100"));

    assertThat(report.json("2 cores"))
        .contains("\"endpointType\" : \"REGIONAL\"", "\"endpointType\" : \"EDGE\"", "0.75 / 0.70");
  }
}
