package dev.postern;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.GatewayException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The rules of ARCHITECTURE.md, section 5, by number. */
@AnalyzeClasses(packages = "dev.postern", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.postern.";
  private static final String RUNNER = "dev.postern.runner";

  /**
   * Rule 1: package to the packages it may use, beside itself, {@code aws}, {@code aws.error} and
   * {@code http}.
   */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("aws", List.of()),
          Map.entry("aws.error", List.of()),
          Map.entry("http", List.of()),
          Map.entry("sdk", List.of()),
          Map.entry("mapping", List.of("mapping.json", "mapping.schema", "mapping.vtl")),
          Map.entry("mapping.json", List.of()),
          Map.entry("mapping.schema", List.of("mapping.json")),
          Map.entry("mapping.vtl", List.of("mapping.json")),
          Map.entry("auth", List.of("auth.policy")),
          Map.entry("auth.policy", List.of()),
          Map.entry("limit", List.of()),
          Map.entry("report", List.of("mapping")),
          Map.entry("store", List.of("sdk")),
          Map.entry("control", List.of("sdk", "store", "mapping", "control.state")),
          Map.entry("control.state", List.of("sdk")),
          Map.entry("control.openapi", List.of("control.state")),
          Map.entry("control.rest.patch", List.of("control", "control.state")),
          Map.entry(
              "control.account",
              List.of("control", "control.state", "control.rest.patch", "sdk", "store")),
          Map.entry(
              "control.domain",
              List.of(
                  "control", "control.state", "control.rest.patch", "auth.policy", "sdk", "store")),
          Map.entry(
              "control.rest.content",
              List.of(
                  "control",
                  "control.state",
                  "control.rest.patch",
                  "control.domain",
                  "control.openapi",
                  "mapping",
                  "sdk",
                  "store")),
          Map.entry(
              "control.rest.stage",
              List.of(
                  "control",
                  "control.state",
                  "control.rest.patch",
                  "control.domain",
                  "control.rest.content",
                  "mapping",
                  "sdk",
                  "store")),
          Map.entry(
              "control.rest.usage",
              List.of("control", "control.state", "control.rest.patch", "sdk", "store")),
          Map.entry(
              "control.rest.documentation",
              List.of(
                  "control",
                  "control.state",
                  "control.rest.patch",
                  "control.openapi",
                  "control.rest.stage",
                  "sdk",
                  "store")),
          Map.entry(
              "control.rest.imports",
              List.of(
                  "control",
                  "control.state",
                  "control.rest.patch",
                  "control.domain",
                  "control.openapi",
                  "control.rest.content",
                  "control.sdkgen",
                  "sdk",
                  "store")),
          Map.entry(
              "control.rest",
              List.of(
                  "control",
                  "control.state",
                  "control.rest.patch",
                  "control.account",
                  "control.domain",
                  "control.rest.content",
                  "control.rest.documentation",
                  "control.rest.imports",
                  "control.rest.stage",
                  "control.rest.usage",
                  "control.sdkgen",
                  "sdk",
                  "store")),
          Map.entry("control.sdkgen", List.of("control.openapi", "control.state")),
          Map.entry(
              "control.lambda", List.of("control", "control.state", "sdk", "store", "mapping")),
          Map.entry("wire", List.of("sdk", "auth")),
          Map.entry("execute.cache", List.of()),
          Map.entry("execute.front", List.of()),
          Map.entry(
              "execute",
              List.of("execute.cache", "execute.front", "auth.policy", "mapping", "report")),
          Map.entry(
              "execute.live",
              List.of("execute", "execute.front", "mapping", "auth", "limit", RUNNER)),
          Map.entry("execute.observe", List.of("execute", "execute.front", "mapping", "report")),
          Map.entry(
              "execute.integration",
              List.of(
                  "execute",
                  "execute.front",
                  "execute.live",
                  "mapping",
                  "auth",
                  "limit",
                  "report",
                  RUNNER)),
          Map.entry(
              "execute.phase",
              List.of("execute", "execute.front", "execute.integration", "mapping", "limit")),
          Map.entry(
              "execute.rest",
              List.of(
                  "execute",
                  "execute.cache",
                  "execute.front",
                  "execute.integration",
                  "execute.live",
                  "execute.observe",
                  "mapping",
                  "auth",
                  "auth.policy",
                  "limit",
                  RUNNER)),
          Map.entry("deploy.target", List.of("execute.integration", "execute.live", RUNNER)),
          Map.entry(
              "deploy.rest",
              List.of(
                  "deploy.target",
                  "control",
                  "control.state",
                  "execute",
                  "execute.cache",
                  "execute.front",
                  "execute.integration",
                  "execute.live",
                  "execute.observe",
                  "execute.phase",
                  "execute.rest",
                  "limit",
                  "mapping",
                  "auth",
                  "auth.policy",
                  "report")),
          Map.entry(
              "deploy",
              List.of(
                  "deploy.rest",
                  "deploy.target",
                  "control",
                  "control.state",
                  "execute.cache",
                  "execute.front",
                  "execute.live",
                  "auth",
                  "limit",
                  "report",
                  RUNNER)),
          Map.entry(
              "edge",
              List.of(
                  "wire",
                  "execute",
                  "execute.front",
                  "execute.live",
                  "execute.observe",
                  "report")));

  @ArchTest
  static void dependenciesAreThoseOfTheTable(JavaClasses imported) {
    MAY_USE.forEach((name, others) -> {
      List<String> allowed = new ArrayList<>(List.of(ROOT + name));
      allowed.add(ROOT + "http");
      if (!name.equals("http")) {
        allowed.add(ROOT + "aws");
        allowed.add(ROOT + "aws.error");
      }
      others.forEach(other -> allowed.add(other.equals(RUNNER) ? RUNNER : ROOT + other));
      classes()
          .that()
          .resideInAPackage(ROOT + name)
          .should()
          .onlyDependOnClassesThat(
              not(resideInAPackage("dev.postern.."))
                  .or(resideInAnyPackage(allowed.toArray(String[]::new))))
          .as(name + " uses only " + allowed)
          .allowEmptyShould(true)
          .check(imported);
    });
  }

  @ArchTest
  static final ArchRule rule1NoCycles =
      slices().matching("dev.postern.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule rule2ControlNeverSeesExecute =
      noClasses()
          .that()
          .resideInAPackage("dev.postern.control..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.postern.execute..");

  @ArchTest
  static final ArchRule rule2ExecuteNeverSeesControl =
      noClasses()
          .that()
          .resideInAPackage("dev.postern.execute..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.postern.control..");

  @ArchTest
  static final ArchRule rule3VertxOnlyAtSockets =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.postern.edge",
              "dev.postern.execute.integration",
              "dev.postern.app",
              "dev.postern.runner.runtimeapi")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx..");

  @ArchTest
  static final ArchRule rule4NoSdkClassInExecute =
      noClasses()
          .that()
          .resideInAPackage("dev.postern.execute..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  @ArchTest
  static final ArchRule rule5OnlyTheCatalogueBuildsErrors =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.postern.aws.error")
          .should()
          .callConstructorWhere(
              com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                  com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                      assignableTo(AwsException.class).or(assignableTo(GatewayException.class)))));

  @ArchTest
  static final ArchRule rule6TimeAndChanceAreInjected =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.postern.app")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ThreadLocalRandom.class);

  @ArchTest
  static final ArchRule rule6NanoTimeOnlyInReport =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.postern.report", "dev.postern.runner..", "dev.postern.app")
          .should()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule rule7NoStaticMutableState =
      classes()
          .that()
          .resideInAPackage("dev.postern..")
          .should(StateRules.haveNoStaticStateThatChanges());

  /** Classes that lock outside of the packages for state, and why. */
  private static final Map<String, String> LOCKING =
      Map.of(
          "dev.postern.report.LogGroups",
          "a group's ring of bytes is written and read under the lock of its entry",
          "dev.postern.report.LogPump",
          "its one thread pauses between two groups",
          "dev.postern.execute.integration.AssumedRoles",
          "a role is assumed once for all who wait for it; nothing waits under the lock",
          "dev.postern.deploy.rest.DraftBody",
          "a virtual thread of the control plane waits for the end of a stream",
          "dev.postern.control.sdkgen.GeneratorProcess",
          "only some generators may run at once",
          "dev.postern.runner.code.CodeStore",
          "code is removed under the lock that counts who holds it");

  @ArchTest
  static final ArchRule rule7LocksOnlyWhereStateIs =
      classes()
          .that()
          .resideInAPackage("dev.postern..")
          .and()
          .resideOutsideOfPackages(
              "dev.postern.store", "dev.postern.limit", "dev.postern.runner.environment")
          .and(not(StateRules.oneOf(LOCKING)))
          .should(StateRules.takeNoLock());

  @ArchTest
  static void rule7EveryExceptionIsNeeded(JavaClasses imported) {
    assertThat(StateRules.withoutNeed(LOCKING, imported)).isEmpty();
  }

  @ArchTest
  static final ArchRule rule8Names =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl");

  /** Of the JDK: values, texts and nothing by which one gets further. */
  @ArchTest
  static final ArchRule rule10TemplatesReachNothingOutside =
      classes()
          .that()
          .resideInAnyPackage(ROOT + "mapping", ROOT + "mapping.vtl", ROOT + "mapping.json")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "dev.postern..",
                      "java.lang",
                      "java.math",
                      "java.nio.charset",
                      "java.util",
                      "java.util.function",
                      "java.util.regex",
                      "java.util.stream",
                      "com.jayway.jsonpath..",
                      "org.apache.velocity..",
                      "org.slf4j.helpers",
                      "org.jspecify.annotations")
                  .or(
                      belongToAnyOf(
                          ConcurrentHashMap.class,
                          StringReader.class,
                          StringWriter.class,
                          IOException.class,
                          UncheckedIOException.class,
                          URLEncoder.class))
                  .and(
                      not(
                          belongToAnyOf(
                              ClassLoader.class,
                              Thread.class,
                              Runtime.class,
                              System.class,
                              Process.class,
                              ProcessBuilder.class))));

  /** Each publisher is held against the rules of Reactive Streams by a {@code ...Properties}. */
  @ArchTest
  static void everyPublisherHasProperties(JavaClasses imported) {
    ClassLoader tests = ArchitectureTest.class.getClassLoader();

    List<String> without =
        imported.stream()
            .filter(publisher -> publisher.isAssignableTo(Flow.Publisher.class))
            .filter(publisher -> !publisher.getPackageName().startsWith(RUNNER))
            .map(publisher -> publisher.getName().split("\\$", 2)[0])
            .distinct()
            .filter(name -> tests.getResource(name.replace('.', '/') + "Properties.class") == null)
            .toList();

    assertThat(without).isEmpty();
  }

  @Test
  void everyPackageHasItsRow() {
    JavaClasses all =
        new com.tngtech.archunit.core.importer.ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("dev.postern");

    List<String> withoutRow =
        all.stream()
            .map(c -> c.getPackageName())
            .distinct()
            .filter(name -> !name.startsWith(RUNNER) && !name.equals("dev.postern.app"))
            .filter(name -> !MAY_USE.containsKey(name.substring(ROOT.length())))
            .toList();

    assertThat(withoutRow).isEmpty();
  }
}
