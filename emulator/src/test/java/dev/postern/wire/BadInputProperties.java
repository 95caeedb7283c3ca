package dev.postern.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.http.HttpResponse;
import dev.postern.sdk.Operation;
import dev.postern.sdk.Operations;
import dev.postern.wire.BadRequests.Bad;
import dev.postern.wire.BadRequests.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Calls every operation of {@code apigateway} with every kind of wrong request that the tables
 * allow. Checks that each gets an error in AWS's form, never an internal error, and that no error
 * changes the state.
 */
@TestInstance(Lifecycle.PER_CLASS)
class BadInputProperties {
  private static final JsonMapper JSON = new JsonMapper();

  /** Operations that list nothing for an unknown parent instead of failing. */
  private static final Set<String> LISTS_NOTHING = Set.of("GetUsagePlanKeys", "GetUsagePlans");

  private final Operations operations = Operations.load();
  private final Map<Fault, Integer> counts = new TreeMap<>();
  private final Set<String> notBuilt = new TreeSet<>();
  private final List<String> wrong = new ArrayList<>();
  private BadInputWorld world;

  @BeforeAll
  void start() {
    world = new BadInputWorld(operations);
  }

  @BeforeEach
  void forget() {
    wrong.clear();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private Stream<Operation> all() {
    return operations.all().stream().filter(o -> o.service().equals("apigateway"));
  }

  private BadRequests of(Operation operation) {
    return new BadRequests(operation, world.labels());
  }

  @Test
  void wrongRequestsAreRefusedAndChangeNothing() {
    all().forEach(operation -> of(operation).all().forEach(this::ask));

    System.out.printf("bad requests: %s; not built: %s%n", counts, notBuilt);
    assertThat(wrong).isEmpty();
    assertThat(counts.get(Fault.MISSING)).isGreaterThan(30);
    assertThat(counts.get(Fault.WRONG_TYPE)).isGreaterThan(1_000);
    assertThat(counts.get(Fault.UNKNOWN)).isGreaterThan(500);
  }

  @Test
  void illegalPatchesAreRefusedAndChangeNothing() {
    int asked = 0;
    for (Operation operation : all().filter(o -> o.method().equals("PATCH")).toList()) {
      for (String op : List.of("add", "remove", "replace", "move", "copy", "test", "nope")) {
        for (String path : PatchPaths.ILLEGAL) {
          asked += patch(operation, op, path, null, true);
          asked += patch(operation, op, path, "x", true);
        }
        asked += patch(operation, op, null, "x", true);
      }
    }

    System.out.printf("illegal patches: %d%n", asked);
    assertThat(wrong).isEmpty();
    assertThat(asked).isGreaterThan(1_500);
  }

  @Test
  void oddValuesOfLegalPatchesAreRefusedOrCanBeDeployed() {
    int asked = 0;
    for (Operation operation : all().filter(o -> o.method().equals("PATCH")).toList()) {
      List<String> paths = Objects.requireNonNull(PatchPaths.BY_OPERATION.get(operation.name()));
      for (String path : paths) {
        for (String op : List.of("add", "remove", "replace", "copy", "move", "test")) {
          asked += patch(operation, op, path, null, false);
          for (String value : PatchPaths.ODD_VALUES) {
            asked += patch(operation, op, path, value, false);
          }
        }
      }
    }

    System.out.printf("odd patches: %d%n", asked);
    assertThat(wrong).isEmpty();
    assertThat(asked).isGreaterThan(15_000);
  }

  @Test
  void acceptedProxyUrisNameAFunctionOrAStream() {
    Operation put = all().filter(o -> o.name().equals("PutIntegration")).findFirst().orElseThrow();
    Random random = new Random(5);
    int accepted = 0;
    for (int i = 0; i < 3_000; i++) {
      String uri = ProxyUris.random(random);
      HttpResponse response =
          call(
              of(put)
                  .json(
                      uri,
                      JsonNodeFactory.instance
                          .objectNode()
                          .put("type", "AWS_PROXY")
                          .put("httpMethod", "POST")
                          .put("credentials", "arn:aws:iam::000000000000:role/r")
                          .put("uri", uri)));
      if (response.status() < 300) {
        accepted++;
        if (!ProxyUris.isWhole(uri)) {
          wrong.add("accepted " + uri);
        }
        world.restore();
      } else if (response.status() != 400 || ProxyUris.isWhole(uri)) {
        wrong.add("%d for %s".formatted(response.status(), uri));
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(accepted).isGreaterThan(50);
  }

  @Test
  void repeatedRequestsCauseNoInternalError() {
    for (Operation operation : all().toList()) {
      Bad good = of(operation).good();
      for (int i = 0; i < 2; i++) {
        HttpResponse response = call(good);
        if (response.status() == 501) {
          notBuilt.add(operation.name());
        } else if (response.status() >= 500
            || (response.status() >= 400 && !isAwsError(response))) {
          wrong.add("%s -> %d".formatted(good, response.status()));
        }
      }
      world.restore();
    }

    assertThat(wrong).isEmpty();
  }

  private int patch(
      Operation operation, String op, @Nullable String path, @Nullable String value, boolean bad) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode().put("op", op);
    if (path != null) {
      patch.put("path", path);
    }
    if (value != null) {
      patch.put("value", value).put("from", value);
    }
    ArrayNode patches = JsonNodeFactory.instance.arrayNode().add(patch);
    Bad request = of(operation).patch(op + " " + path, patches);
    HttpResponse response = call(request);
    if (response.status() == 501) {
      notBuilt.add(operation.name());
      return 0;
    }
    check(request, response, bad);
    deployIfTaken(request, response);
    return 1;
  }

  private void ask(Bad bad) {
    HttpResponse response = call(bad);
    if (response.status() == 501) {
      notBuilt.add(bad.operation().name());
      return;
    }
    counts.merge(bad.fault(), 1, Integer::sum);
    boolean mustFail =
        switch (bad.fault()) {
          case MISSING, WRONG_TYPE, NO_JSON -> true;
          case UNKNOWN -> !LISTS_NOTHING.contains(bad.operation().name());
          case NONE, EMPTY, NULLS -> false;
        };
    check(bad, response, mustFail);
    deployIfTaken(bad, response);
  }

  /** Deploys after a successful change, to check that the compiler accepts the stored state. */
  private void deployIfTaken(Bad bad, HttpResponse response) {
    if (response.status() >= 400) {
      return;
    }
    HttpResponse deployed = world.deploy();
    if (deployed.status() >= 500) {
      wrong.add("deployed " + bad + " -> " + deployed.status());
    }
    world.restore();
  }

  private HttpResponse call(Bad bad) {
    return world.call(bad.operation().method(), bad.path(), bad.query(), bad.body());
  }

  private void check(Bad bad, HttpResponse response, boolean mustFail) {
    int status = response.status();
    String answer = new String(response.body(), StandardCharsets.UTF_8);
    String said = "%s -> %d %s".formatted(bad, status, answer);
    if (status >= 500 || (mustFail && status < 400)) {
      wrong.add(said);
    } else if (status >= 400 && !isAwsError(response)) {
      wrong.add("not AWS's form: " + said);
    } else if (status >= 400 && !world.isUnchanged()) {
      wrong.add("changed: " + said);
      world.restore();
    }
  }

  private static boolean isAwsError(HttpResponse response) {
    try {
      JsonNode body = JSON.readTree(response.body());
      return body.path("message").isTextual()
          && response.headers().contains("x-amzn-ErrorType")
          && response.headers().contains("x-amzn-RequestId");
    } catch (IOException _) {
      return false;
    }
  }
}
