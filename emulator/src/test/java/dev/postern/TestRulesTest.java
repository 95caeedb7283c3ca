package dev.postern;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;

import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Timeout;

/** Rules of the tests themselves. */
@AnalyzeClasses(packages = "dev.postern", importOptions = OnlyIncludeTests.class)
class TestRulesTest {
  private static final String WHY =
      "how long something takes is a property of the machine: count the work instead";

  @ArchTest
  static final ArchRule noTestReadsHowLongSomethingTook =
      noClasses()
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethodWhere(
              target(owner(equivalentTo(Assertions.class)))
                  .and(target(nameStartingWith("assertTimeout"))))
          .because(WHY);

  @ArchTest
  static final ArchRule noTestHasATimeout =
      noCodeUnits().should().beAnnotatedWith(Timeout.class).because(WHY);

  @ArchTest
  static final ArchRule noTestClassHasATimeout =
      noClasses().should().beAnnotatedWith(Timeout.class).because(WHY);
}
