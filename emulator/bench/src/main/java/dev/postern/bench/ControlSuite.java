package dev.postern.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How fast one client gets its answers, one after the other: over a script that creates, puts,
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

  private final Run run;

  ControlSuite(Run run) {
    this.run = run;
  }

  void measure() throws IOException, InterruptedException {
    firstDeployment();
    try (Workshop.Server little = run.workshop().postern("postern-control", SETTINGS);
        Workshop.Server much = run.workshop().postern("postern-control-apis", SETTINGS)) {
      ControlPlane control = new ControlPlane(little.port());
      ControlPlane crowded = new ControlPlane(much.port());
      run.progress().say("creating %,d APIs".formatted(MANY_APIS));
      for (int i = 0; i < MANY_APIS; i++) {
        crowded.api("api-" + i, EndpointType.EDGE);
      }
      amongApis(control, crowded);
      pages(crowded);
      run.progress().say("creating %,d resources".formatted(MANY_RESOURCES));
      Draft many = Draft.create(control, MANY_RESOURCES);
      inResources(control, many);
      deployments(control, many);
      rate(little, control);
    }
  }

  /** The first deployment of a process, of an API that was made a call at a time. */
  private void firstDeployment() throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    for (int round = 0; round < run.options().rounds(); round++) {
      run.progress().say("first deployment, round %d".formatted(round + 1));
      try (Workshop.Server server = run.workshop().postern("postern-first", SETTINGS)) {
        ControlPlane control = new ControlPlane(server.port());
        ControlScript script = new ControlScript(control);
        script.changeAndDeploy(Draft.create(control, MANY_RESOURCES));
        script.endRound();
        millis.add(script.millis("CreateDeployment").median());
      }
    }
    run.report()
        .add(
            new Row(
                "CreateDeployment at %,d resources, the very first".formatted(MANY_RESOURCES),
                "ms",
                List.of(new Series(millis)),
                Bar.FIRST_DEPLOYMENT,
                ""));
  }

  private void rate(Workshop.Server server, ControlPlane control)
      throws IOException, InterruptedException {
    ControlScript script = warm(control);
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
    run.report()
        .add(
            new Row(
                "control plane, one client, mixed script",
                "operations/s",
                List.of(script.rate()),
                Bar.NONE,
                "CPU %s ms an operation; slowest: %s"
                    .formatted(Numbers.text(new Series(cpu).median()), script.slowest())));
  }

  /** Both are warmed up alike, and take turns script by script. */
  private void amongApis(ControlPlane control, ControlPlane crowded)
      throws IOException, InterruptedException {
    ControlScript few = warm(control);
    ControlScript many = warm(crowded);
    inTurn(few, many, ControlScript::wholeApi, ControlScript::wholeApi);
    run.report()
        .add(
            many.against(
                "control plane, time among %,d APIs of that of 1".formatted(MANY_APIS), few));
  }

  private void inResources(ControlPlane control, Draft manyResources)
      throws IOException, InterruptedException {
    Draft fewResources = Draft.create(control, FEW_RESOURCES);
    ControlScript few = new ControlScript(control);
    ControlScript many = new ControlScript(control);
    for (int i = 0; i < WARM_UP; i++) {
      few.editsOf(fewResources);
      many.editsOf(manyResources);
    }
    few.forget();
    many.forget();
    inTurn(
        few, many, script -> script.editsOf(fewResources), script -> script.editsOf(manyResources));
    run.report()
        .add(
            many.against(
                "control plane, time in %,d resources of that in %d"
                    .formatted(MANY_RESOURCES, FEW_RESOURCES),
                few));
  }

  private static ControlScript warm(ControlPlane control) throws IOException, InterruptedException {
    ControlScript script = new ControlScript(control);
    for (int i = 0; i < WARM_UP; i++) {
      script.wholeApi();
    }
    script.forget();
    return script;
  }

  /** Some calls of a script. */
  private interface Calls {
    void of(ControlScript script) throws IOException, InterruptedException;
  }

  private void inTurn(ControlScript one, ControlScript other, Calls ofOne, Calls ofOther)
      throws IOException, InterruptedException {
    for (int round = 0; round < run.options().rounds(); round++) {
      run.progress().say("in turn, round %d".formatted(round + 1));
      for (int i = 0; i < SCRIPTS_A_ROUND; i++) {
        ofOne.of(one);
        ofOther.of(other);
      }
      one.endRound();
      other.endRound();
    }
  }

  private void deployments(ControlPlane control, Draft many)
      throws IOException, InterruptedException {
    ControlScript deploys = new ControlScript(control);
    Draft third = Draft.create(control, MANY_RESOURCES / 3);
    ControlScript thirdDeploys = new ControlScript(control);
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
    run.report()
        .add(
            deploys.against(
                "CreateDeployment, warm, time at %,d resources of that at %,d"
                    .formatted(MANY_RESOURCES, MANY_RESOURCES / 3),
                thirdDeploys));
  }

  private void pages(ControlPlane crowded) throws IOException, InterruptedException {
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
    run.report()
        .add(
            Row.alone(
                "GetRestApis, a page of 500 of %,d APIs".formatted(MANY_APIS),
                "ms",
                lists.millis("GetRestApis")));
  }
}
