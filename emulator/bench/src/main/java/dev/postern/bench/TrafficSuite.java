package dev.postern.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Measures API keys, authorizers and response caches, each against a MOCK without them. */
final class TrafficSuite {
  private static final String MOCK = "/mock?name=postern";
  private static final String AUTHORIZER =
      """
      exports.handler = async (event) => ({
        principalId: 'me',
        policyDocument: { Version: '2012-10-17', Statement: [
          { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: event.methodArn }] },
      });
      """;

  private final Run run;
  private final Probe probe = new Probe();

  TrafficSuite(Run run) {
    this.run = run;
  }

  void measure() throws IOException, InterruptedException {
    Map<String, String> settings = Map.of("POSTERN_LAMBDA_ENGINE", "process");
    try (Workshop.Server postern = run.workshop().postern("postern", settings)) {
      ControlPlane control = new ControlPlane(postern.port());
      Target open = target("open", postern, deployed(control));

      ControlPlane.Api keyed = control.api("keyed", EndpointType.REGIONAL);
      String resource = mock(keyed);
      String key = keyed.keyed(resource);
      compare(
          "API key, throttle and quota, of an open MOCK",
          Bar.API_KEY,
          target("with a key", postern, keyed).withHeader("x-api-key", key),
          open);

      ControlPlane.Api guarded = control.api("guarded", EndpointType.REGIONAL);
      guarded.authorized(
          mock(guarded), control.function("authorizer", PetsFunction.zip(AUTHORIZER)));
      guarded.deploy();
      compare(
          "cached result of a Lambda authorizer, of an open MOCK",
          Bar.AUTHORIZER,
          target("authorized", postern, guarded).withHeader("Authorization", "me"),
          open);

      ControlPlane.Api cached = deployed(control);
      cached.cache();
      compare(
          "cached response, of an open MOCK",
          Bar.CACHE_HIT,
          target("cached", postern, cached),
          open);
    }
  }

  private static ControlPlane.Api deployed(ControlPlane control)
      throws IOException, InterruptedException {
    ControlPlane.Api api = control.api("open", EndpointType.REGIONAL);
    mock(api);
    api.deploy();
    return api;
  }

  private static String mock(ControlPlane.Api api) throws IOException, InterruptedException {
    String resource = api.resource(api.rootId(), "mock");
    api.mock(resource);
    return resource;
  }

  private static Target target(String name, Workshop.Server postern, ControlPlane.Api api) {
    return Target.of("Postern MOCK, " + name, postern, api.url(MOCK));
  }

  private void compare(String figure, Bar bar, Target ours, Target open)
      throws IOException, InterruptedException {
    probe.ask(ours, "requestId");
    probe.ask(open, "requestId");
    run.report()
        .add(
            figure,
            bar,
            Comparison.run(run.rounds(), List.of(Demand.usual(ours)), List.of(Demand.usual(open))));
  }
}
