package dev.postern.control.rest;

import dev.postern.aws.Caller;
import dev.postern.aws.error.AwsException;
import dev.postern.control.Publisher;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.FunctionState;
import dev.postern.control.state.RestApiState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records publications, and throws {@link #refusal} if it is set. */
public final class RecordingPublisher implements Publisher {
  public final List<RestApiState> published = new ArrayList<>();
  public final List<AccountState> accounts = new ArrayList<>();
  public final List<String> withdrawn = new ArrayList<>();
  public final List<String> flushed = new ArrayList<>();
  public @Nullable AwsException refusal;

  @Override
  public void publish(RestApiState state) {
    if (refusal != null) {
      throw refusal;
    }
    published.add(state);
  }

  @Override
  public void withdrawRestApi(Caller owner, String apiId) {
    withdrawn.add(apiId);
  }

  @Override
  public void publish(AccountState state) {
    accounts.add(state);
  }

  @Override
  public void flushStageCache(Caller owner, String apiId, String stageName) {
    flushed.add("cache of " + stageName);
  }

  @Override
  public void flushStageAuthorizersCache(Caller owner, String apiId, String stageName) {
    flushed.add("authorizers of " + stageName);
  }

  @Override
  public void publish(FunctionState state) {
    throw new UnsupportedOperationException("no functions here");
  }

  @Override
  public void withdrawFunction(Caller owner, String functionName) {
    throw new UnsupportedOperationException("no functions here");
  }
}
