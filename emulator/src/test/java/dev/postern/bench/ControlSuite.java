package dev.postern.bench;

import dev.postern.testing.JdkSdkHttpClient;
import dev.postern.testing.SdkClients;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
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
  private static final int WARM_UP = 150;
  private static final int SCRIPTS_A_ROUND = 40;

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
      Draft few = Draft.create(rest, FEW_RESOURCES);
      run.progress().say("creating %,d resources".formatted(MANY_RESOURCES));
      Draft many = Draft.create(rest, MANY_RESOURCES);

      ControlScript amongFew = new ControlScript(rest);
      ControlScript amongMany = new ControlScript(crowded);
      ControlScript inFew = new ControlScript(rest);
      ControlScript inMany = new ControlScript(rest);
      run.progress().say("warming up the control plane");
      for (int i = 0; i < WARM_UP; i++) {
        amongFew.wholeApi();
        amongMany.wholeApi();
        inFew.editsOf(few);
        inMany.editsOf(many);
      }
      List.of(amongFew, amongMany, inFew, inMany).forEach(ControlScript::forget);
      for (int round = 0; round < run.options().rounds(); round++) {
        run.progress()
            .say("control plane, round %d of %d".formatted(round + 1, run.options().rounds()));
        // In turn, script by script: what the machine does meanwhile meets them all.
        for (int i = 0; i < SCRIPTS_A_ROUND; i++) {
          amongFew.wholeApi();
          amongMany.wholeApi();
          inFew.editsOf(few);
          inMany.editsOf(many);
        }
        List.of(amongFew, amongMany, inFew, inMany).forEach(ControlScript::endRound);
      }
      amongFew.reportRate(run.report(), "control plane, one SDK client, mixed script");
      amongMany.reportAgainst(
          run.report(), "among %,d APIs".formatted(MANY_APIS), amongFew, "among 1 API");
      inMany.reportAgainst(
          run.report(),
          "in an API of %,d resources".formatted(MANY_RESOURCES),
          inFew,
          "in one of %d".formatted(FEW_RESOURCES));
      deployments(rest, many);
      pages(crowded);
    }
  }

  private void deployments(ApiGatewayClient rest, Draft many) {
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
