package dev.postern.bench;

import dev.postern.testing.JdkSdkHttpClient;
import dev.postern.testing.SdkClients;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/**
 * How fast one SDK client gets its answers, one after the other: over a script that creates, puts,
 * deploys and deletes, in a Postern that holds little and in one that holds much; and what a large
 * deployment and a page of a long list take.
 */
final class ControlSuite {
  private static final Map<String, String> SETTINGS =
      Map.of("POSTERN_LIMITS", "relaxed", "POSTERN_LAMBDA_ENGINE", "process");
  private static final int MANY_APIS = 5_000;
  private static final int MANY_RESOURCES = 3_000;
  private static final int FEW_RESOURCES = 3;
  private static final int WARM_UP = 500;
  private static final int SCRIPTS_A_ROUND = 60;
  private static final String MIXED = "control plane, one SDK client, mixed script";

  private final Run run;

  ControlSuite(Run run) {
    this.run = run;
  }

  void measure() throws IOException {
    try (Workshop.Server little = run.workshop().postern("postern-control", SETTINGS);
        SdkClients littleClients = clients(little);
        Workshop.Server much = run.workshop().postern("postern-control-apis", SETTINGS);
        SdkClients muchClients = clients(much)) {
      ApiGatewayClient rest = littleClients.rest();
      ApiGatewayClient crowded = muchClients.rest();
      run.progress().say("creating %,d APIs".formatted(MANY_APIS));
      for (int i = 0; i < MANY_APIS; i++) {
        int number = i;
        crowded.createRestApi(r -> r.name("api-" + number));
      }
      amongApis(rest, crowded);
      pages(crowded);
      run.progress().say("creating %,d resources".formatted(MANY_RESOURCES));
      Draft many = Draft.create(rest, MANY_RESOURCES);
      inResources(rest, many);
      deployments(rest, many);
      rate(little, rest);
    }
  }

  private void rate(Workshop.Server server, ApiGatewayClient rest) {
    ControlScript script = warm(rest);
    List<Double> cpu = new ArrayList<>();
    for (int round = 0; round < run.options().rounds(); round++) {
      run.progress().say("mixed script, round %d".formatted(round + 1));
      double before = server.process().cpuMillis();
      int operations = 0;
      for (int i = 0; i < SCRIPTS_A_ROUND; i++) {
        operations += script.wholeApi();
      }
      cpu.add((server.process().cpuMillis() - before) / operations);
      script.endRound();
    }
    script.reportRate(run.report(), MIXED);
    run.report().add(Row.alone(MIXED, "server CPU an operation", "ms", new Series(cpu)));
  }

  /** Both are warmed up alike, and take turns script by script. */
  private void amongApis(ApiGatewayClient rest, ApiGatewayClient crowded) {
    ControlScript few = warm(rest);
    ControlScript many = warm(crowded);
    inTurn(few, many, ControlScript::wholeApi, ControlScript::wholeApi);
    many.reportAgainst(run.report(), "among %,d APIs".formatted(MANY_APIS), few, "among 1 API");
  }

  private void inResources(ApiGatewayClient rest, Draft manyResources) {
    Draft fewResources = Draft.create(rest, FEW_RESOURCES);
    ControlScript few = new ControlScript(rest);
    ControlScript many = new ControlScript(rest);
    for (int i = 0; i < WARM_UP; i++) {
      few.editsOf(fewResources);
      many.editsOf(manyResources);
    }
    few.forget();
    many.forget();
    inTurn(
        few, many, script -> script.editsOf(fewResources), script -> script.editsOf(manyResources));
    many.reportAgainst(
        run.report(),
        "in an API of %,d resources".formatted(MANY_RESOURCES),
        few,
        "in one of %d".formatted(FEW_RESOURCES));
  }

  private static ControlScript warm(ApiGatewayClient rest) {
    ControlScript script = new ControlScript(rest);
    for (int i = 0; i < WARM_UP; i++) {
      script.wholeApi();
    }
    script.forget();
    return script;
  }

  private void inTurn(
      ControlScript one,
      ControlScript other,
      Consumer<ControlScript> ofOne,
      Consumer<ControlScript> ofOther) {
    for (int round = 0; round < run.options().rounds(); round++) {
      run.progress().say("in turn, round %d".formatted(round + 1));
      for (int i = 0; i < SCRIPTS_A_ROUND; i++) {
        ofOne.accept(one);
        ofOther.accept(other);
      }
      one.endRound();
      other.endRound();
    }
  }

  private void deployments(ApiGatewayClient rest, Draft many) {
    ControlScript first = new ControlScript(rest);
    first.changeAndDeploy(many);
    first.endRound();
    first.reportTimes(run.report(), "%,d resources, for the first time".formatted(MANY_RESOURCES));
    ControlScript deploys = new ControlScript(rest);
    Draft third = Draft.create(rest, MANY_RESOURCES / 3);
    ControlScript thirdDeploys = new ControlScript(rest);
    for (int round = -1; round < run.options().rounds(); round++) {
      for (int i = 0; i < 10; i++) {
        deploys.changeAndDeploy(many);
        thirdDeploys.changeAndDeploy(third);
      }
      if (round < 0) {
        deploys.forget();
        thirdDeploys.forget();
      } else {
        deploys.endRound();
        thirdDeploys.endRound();
      }
    }
    deploys.reportAgainst(
        run.report(),
        "%,d resources with methods".formatted(MANY_RESOURCES),
        thirdDeploys,
        "%,d".formatted(MANY_RESOURCES / 3));
  }

  private void pages(ApiGatewayClient crowded) {
    ControlScript lists = new ControlScript(crowded);
    for (int round = -1; round < run.options().rounds(); round++) {
      for (int i = 0; i < 10; i++) {
        lists.page(500);
      }
      if (round < 0) {
        lists.forget();
      } else {
        lists.endRound();
      }
    }
    lists.reportTimes(run.report(), "page of 500 of %,d APIs".formatted(MANY_APIS));
  }

  private static SdkClients clients(Workshop.Server server) {
    return new SdkClients(
        URI.create("http://" + Target.HOST + ":" + server.port()),
        "test",
        Region.US_EAST_1,
        new JdkSdkHttpClient());
  }

  /**
   * An API to edit.
   *
   * @param resourceId of one resource in the middle of the others
   */
  record Draft(String apiId, String rootId, String resourceId) {
    private static final int GROUP = 100;

    /** Each resource has a MOCK method. */
    static Draft create(ApiGatewayClient rest, int resources) {
      var api = rest.createRestApi(r -> r.name("draft"));
      String parent = api.rootResourceId();
      String middle = parent;
      for (int i = 0; i < resources; i++) {
        String pathPart = "r" + i;
        String above = i % GROUP == 0 ? api.rootResourceId() : parent;
        String id =
            rest.createResource(r -> r.restApiId(api.id()).parentId(above).pathPart(pathPart)).id();
        parent = i % GROUP == 0 ? id : parent;
        middle = i == resources / 2 ? id : middle;
        rest.putMethod(
            r -> r.restApiId(api.id()).resourceId(id).httpMethod("GET").authorizationType("NONE"));
        rest.putIntegration(r ->
            r.restApiId(api.id())
                .resourceId(id)
                .httpMethod("GET")
                .type("MOCK")
                .requestTemplates(
                    Map.of(
                        "application/json", "{\"statusCode\": 200, \"r\": \"" + pathPart + "\"}")));
      }
      return new Draft(api.id(), api.rootResourceId(), middle);
    }
  }
}
