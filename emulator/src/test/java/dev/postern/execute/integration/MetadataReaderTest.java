package dev.postern.execute.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.integration.MetadataReader.Start;
import dev.postern.runner.BrokenStream;
import dev.postern.runner.Outcome;
import dev.postern.testing.FlowReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataReaderTest {
  private static final String ZEROS = "\0".repeat(8);

  private final MetadataReader reader = new MetadataReader(Runnable::run, "request-1");
  private final Source source = new Source();

  private static final class Source implements Flow.Subscription {
    private long asked;
    private boolean cancelled;

    @Override
    public void request(long count) {
      asked += count;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 100})
  void delimiterMayBeSpreadOverParts(int partBytes) {
    byte[] stream = bytes("{\"a\":1}" + ZEROS + "payload");
    reader.onSubscribe(source);

    int sent = 0;
    while (!reader.start().isDone()) {
      int count = Math.min(partBytes, stream.length - sent);
      reader.onNext(Arrays.copyOfRange(stream, sent, sent + count));
      sent += count;
    }
    Start start = reader.start().join();
    FlowReader<byte[]> payload = FlowReader.of(start.payload());
    StringBuilder text = new StringBuilder();
    while (text.length() < sent - "{\"a\":1}".length() - 8) {
      text.append(text(payload.next().orElseThrow()));
    }
    payload.ask();
    reader.onNext(Arrays.copyOfRange(stream, sent, stream.length));
    text.append(text(payload.next().orElseThrow()));

    assertThat(text(start.metadata())).isEqualTo("{\"a\":1}");
    assertThat(text.toString()).isEqualTo("payload");
  }

  @Test
  void nothingIsRequestedAfterTheDelimiterBeforeTheReaderRequests() {
    reader.onSubscribe(source);
    reader.onNext(bytes("{}" + ZEROS));
    long forTheMetadata = source.asked;

    FlowReader<byte[]> payload = FlowReader.of(reader.start().join().payload());
    long beforeAsking = source.asked;
    payload.ask();

    assertThat(forTheMetadata).isEqualTo(1);
    assertThat(beforeAsking).isEqualTo(1);
    assertThat(source.asked).isEqualTo(2);
  }

  @Test
  void bytesReceivedWithTheDelimiterComeFirstThenTheEnd() {
    reader.onSubscribe(source);
    reader.onNext(bytes("{}" + ZEROS + "rest"));
    reader.onComplete();

    FlowReader<byte[]> payload = FlowReader.of(reader.start().join().payload());
    boolean silentUntilAsked = payload.isSilent();
    String rest = text(payload.next().orElseThrow());

    assertThat(silentUntilAsked).isTrue();
    assertThat(rest).isEqualTo("rest");
    assertThat(payload.end()).isEmpty();
  }

  @Test
  void failureAfterTheDelimiterEndsThePayload() {
    reader.onSubscribe(source);
    reader.onNext(bytes("{}" + ZEROS));
    FlowReader<byte[]> payload = FlowReader.of(reader.start().join().payload());
    Throwable failure = new BrokenStream(new Outcome.FunctionError(bytes("{}")));

    reader.onError(failure);

    assertThat(payload.end()).contains(failure);
  }

  @Test
  void failureBeforeTheDelimiterIsTheFunctionsError() {
    reader.onSubscribe(source);
    reader.onNext(bytes("{"));

    reader.onError(new BrokenStream(new Outcome.FunctionError(bytes("{\"errorType\":\"X\"}"))));

    GatewayException refusal = refusal();
    assertThat(refusal.status()).isEqualTo(502);
    assertThat(refusal.executionLog()).contains("{\"errorType\":\"X\"}", "request-1");
  }

  @Test
  void endWithoutDelimiterIsMalformed() {
    reader.onSubscribe(source);
    reader.onNext(bytes("{\"statusCode\":200}"));

    reader.onComplete();

    assertThat(refusal().status()).isEqualTo(500);
  }

  @Test
  void delimiterAfterTheFirstSixteenKilobytesIsMalformed() {
    reader.onSubscribe(source);

    reader.onNext(bytes("x".repeat(16_377) + ZEROS));

    assertThat(refusal().status()).isEqualTo(500);
    assertThat(source.cancelled).isTrue();
  }

  @Test
  void delimiterAtTheEndOfTheFirstSixteenKilobytesCounts() {
    reader.onSubscribe(source);

    reader.onNext(bytes("x".repeat(16_376) + ZEROS));

    assertThat(reader.start().join().metadata()).hasSize(16_376);
  }

  @Test
  void readerOfThePayloadCancelsTheWholeStream() {
    reader.onSubscribe(source);
    reader.onNext(bytes("{}" + ZEROS + "rest"));

    FlowReader.of(reader.start().join().payload()).cancel();

    assertThat(source.cancelled).isTrue();
  }

  private GatewayException refusal() {
    return (GatewayException) reader.start().exceptionNow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
