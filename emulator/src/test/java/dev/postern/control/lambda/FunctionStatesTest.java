package dev.postern.control.lambda;

import static dev.postern.control.lambda.LambdaFixture.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.AccountId;
import dev.postern.aws.Caller;
import dev.postern.aws.Region;
import dev.postern.control.Publisher;
import dev.postern.control.state.FunctionState;
import dev.postern.control.state.RestApiState;
import dev.postern.store.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

class FunctionStatesTest {
  private final List<Integer> published = new ArrayList<>();
  private final FunctionStates states = new FunctionStates(new MemoryStore<>(), new Recorder());

  @Test
  void accountsAndRegionsAreIsolatedFromEachOther() {
    Caller elsewhere = new Caller(AccountId.DEFAULT, new Region("eu-west-1"));
    Caller other = new Caller(new AccountId("123456789012"), CALLER.region());

    states.create(function(CALLER, "hello"));
    states.create(function(elsewhere, "hello"));
    states.create(function(other, "zebra"));

    assertThat(states.list(CALLER, "")).hasSize(1);
    assertThat(states.list(elsewhere, "")).hasSize(1);
    assertThat(states.list(other, "")).extracting(FunctionState::name).containsExactly("zebra");
  }

  @Test
  void noChangeIsLostAndTheLastPublishedIsTheLastStored() throws Exception {
    states.create(function(CALLER, "hello"));
    int threads = 8;
    int changes = 500;

    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        running.add(executor.submit(() -> increment(changes)));
      }
      for (Future<?> task : running) {
        waitFor(task);
      }
    }

    assertThat(states.get(CALLER, "hello").reservedConcurrency()).isEqualTo(threads * changes);
    assertThat(published).isSorted();
    assertThat(published.getLast()).isEqualTo(threads * changes);
  }

  private void increment(int times) {
    for (int i = 0; i < times; i++) {
      states.update(
          CALLER, "hello", state -> state.withReservedConcurrency(concurrencyOf(state) + 1));
    }
  }

  private static int concurrencyOf(FunctionState state) {
    Integer reserved = state.reservedConcurrency();
    return reserved == null ? 0 : reserved;
  }

  private static void waitFor(Future<?> task) throws InterruptedException, ExecutionException {
    task.get();
  }

  private static FunctionState function(Caller owner, String name) {
    return new FunctionState(
        owner,
        FunctionConfiguration.builder().functionName(name).build(),
        new FunctionState.Code.Image("image"),
        List.of(),
        Map.of(),
        null);
  }

  private final class Recorder implements Publisher {
    @Override
    public void publish(FunctionState state) {
      published.add(concurrencyOf(state));
    }

    @Override
    public void withdrawFunction(Caller owner, String functionName) {}

    @Override
    public void publish(RestApiState state) {}

    @Override
    public void withdrawRestApi(Caller owner, String apiId) {}
  }
}
