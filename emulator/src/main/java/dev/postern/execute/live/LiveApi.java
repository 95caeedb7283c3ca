package dev.postern.execute.live;

import dev.postern.aws.ApiId;
import dev.postern.aws.Caller;
import dev.postern.aws.StageName;
import dev.postern.execute.front.Endpoint;
import java.util.Map;

/** A deployed API with all its stages. */
public record LiveApi(ApiId id, Caller owner, Endpoint endpoint, Map<StageName, LiveStage> stages) {
  public LiveApi {
    stages = Map.copyOf(stages);
  }
}
