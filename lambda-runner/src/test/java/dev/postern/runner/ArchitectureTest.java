package dev.postern.runner;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Flow;

/** Rules on the dependencies of packages, on state and on time. */
@AnalyzeClasses(
    packages = "dev.postern.runner",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String ROOT = "dev.postern.runner";
  private static final String ENVIRONMENT = ROOT + ".environment";
  private static final String[] JDK = {
    "java..", "com.sun.management..", "org.jspecify.annotations.."
  };

  @ArchTest static final ArchRule rootUsesTheJdkOnly = only(ROOT);

  @ArchTest
  static final ArchRule codeUsesTheRootOnly =
      only(ROOT + ".code", ROOT, "org.apache.commons.compress..");

  @ArchTest
  static final ArchRule containerUsesTheRootOnly =
      only(ROOT + ".container", ROOT, "com.github.dockerjava..", "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule runtimeApiUsesTheRootOnly =
      only(ROOT + ".runtimeapi", ROOT, "io.vertx..", "io.netty..", "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule environmentUsesAllPackages =
      only(
          ENVIRONMENT,
          ROOT,
          ROOT + ".code",
          ROOT + ".container",
          ROOT + ".runtimeapi",
          "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.postern.(runner..)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule locksAreInEnvironmentOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage(ENVIRONMENT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent.locks..");

  @ArchTest
  static final ArchRule synchronizedMethodsAreInEnvironmentOnly =
      noMethods()
          .that()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage(ENVIRONMENT)
          .should()
          .haveModifier(JavaModifier.SYNCHRONIZED);

  @ArchTest
  static final ArchRule nanoTimeIsReadInEnvironmentOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage(ENVIRONMENT)
          .should()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule timeAndChanceAreInjected =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, Random.class);

  @ArchTest
  static final ArchRule staticFieldsAreConstant = fields().that().areStatic().should().beFinal();

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      classes()
          .should()
          .haveSimpleNameNotEndingWith("Util")
          .andShould()
          .haveSimpleNameNotEndingWith("Helper")
          .andShould()
          .haveSimpleNameNotEndingWith("Manager")
          .andShould()
          .haveSimpleNameNotEndingWith("Impl");

  private static ArchRule only(String subject, String... others) {
    DescribedPredicate<JavaClass> allowed =
        resideInAnyPackage(subject).or(resideInAnyPackage(JDK)).or(resideInAnyPackage(others));
    return classes().that().resideInAPackage(subject).should().onlyDependOnClassesThat(allowed);
  }

  /** Each publisher is held against the rules of Reactive Streams by a {@code ...Properties}. */
  @ArchTest
  static void everyPublisherHasProperties(JavaClasses imported) {
    ClassLoader tests = ArchitectureTest.class.getClassLoader();

    List<String> without =
        imported.stream()
            .filter(publisher -> publisher.isAssignableTo(Flow.Publisher.class))
            .map(publisher -> publisher.getName().split("\\$", 2)[0])
            .distinct()
            .filter(name -> tests.getResource(name.replace('.', '/') + "Properties.class") == null)
            .toList();

    assertThat(without).isEmpty();
  }
}
