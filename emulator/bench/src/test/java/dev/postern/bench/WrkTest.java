package dev.postern.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WrkTest {
  private static final String REPORT =
      """
      Running 2s test @ http://127.0.0.1:8080/
        1 threads and 32 connections
        Thread Stats   Avg      Stdev     Max   +/- Stdev
          Latency   417.88us  390.54us   9.77ms   93.65%
          Req/Sec    78.90k     5.95k   90.21k    80.95%
        Latency Distribution
           50%  312.00us
           75%  418.00us
           90%    0.77ms
           99%    1.98ms
        164863 requests in 2.10s, 13.52MB read
      """;

  @Test
  void figuresAreReadInMilliseconds() throws IOException {
    Sample sample = Wrk.parse(REPORT + "Requests/sec:  78504.77\nTransfer/sec:      6.44MB\n");

    assertThat(sample).isEqualTo(Sample.ofLoad(78_504.77, 0.312, 1.98, 0));
  }

  @Test
  void failuresOfAllKindsAreCounted() throws IOException {
    Sample sample =
        Wrk.parse(
            REPORT
                + "  Socket errors: connect 1, read 2, write 0, timeout 3\n"
                + "  Non-2xx or 3xx responses: 10\nRequests/sec:  5.0\n");

    assertThat(sample.failures()).isEqualTo(16);
  }

  @Test
  void reportWithoutFiguresIsAFailure() {
    assertThatThrownBy(() -> Wrk.parse("unable to connect")).isInstanceOf(IOException.class);
  }
}
