package org.noiseproof.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.Executor;
import org.noiseproof.spec.Spec;

/** The arrows of docs/architecture.md: none goes back. */
@AnalyzeClasses(packages = "org.noiseproof", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule modules_depend_only_on_the_floors_below =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("reference")
          .definedBy(
              "org.noiseproof.spec..",
              "org.noiseproof.backend..",
              "org.noiseproof.exact..",
              "org.noiseproof.random..",
              "org.noiseproof.noise..",
              "org.noiseproof.problem..",
              "org.noiseproof.ensemble..",
              "org.noiseproof.data..",
              "org.noiseproof.loss..",
              "org.noiseproof.symmetry..",
              "org.noiseproof.margin..",
              "org.noiseproof.matrix..",
              "org.noiseproof.model..",
              "org.noiseproof.theory..",
              "org.noiseproof.singular..",
              "org.noiseproof.dialect..",
              "org.noiseproof.reference..")
          .layer("fast")
          .definedBy("org.noiseproof.fast..")
          .layer("properties")
          .definedBy(
              "org.noiseproof.statistics..",
              "org.noiseproof.claim..",
              "org.noiseproof.verifier..",
              "org.noiseproof.zoo..")
          .layer("conformance")
          .definedBy(
              "org.noiseproof.check..",
              "org.noiseproof.criteria..",
              "org.noiseproof.law..",
              "org.noiseproof.identify..",
              "org.noiseproof.vector..",
              "org.noiseproof.conformance..",
              "org.noiseproof.library..",
              "org.noiseproof.wire..",
              "org.noiseproof.experiment..",
              "org.noiseproof.compare..",
              "org.noiseproof.device..",
              "org.noiseproof.junit..",
              "org.noiseproof.cli..",
              "org.noiseproof.report..")
          .whereLayer("conformance")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("fast")
          .mayOnlyBeAccessedByLayers("conformance")
          .whereLayer("properties")
          .mayOnlyBeAccessedByLayers("conformance")
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule packages_form_no_circle =
      slices().matching("org.noiseproof.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule specs_and_exact_arithmetic_and_random_streams_stand_on_the_ground =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.noiseproof.spec..", "org.noiseproof.exact..", "org.noiseproof.random..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.noiseproof..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "org.noiseproof.spec..",
                              "org.noiseproof.exact..",
                              "org.noiseproof.random..")))
                  .as("other rooms of the house"));

  @ArchTest
  static final ArchRule claims_meet_backends_only_through_the_contracts =
      noClasses()
          .that()
          .resideInAnyPackage("org.noiseproof.claim..", "org.noiseproof.verifier..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.noiseproof.reference..", "org.noiseproof.fast..");

  @ArchTest
  static final ArchRule the_statistics_know_nothing_of_claims =
      noClasses()
          .that()
          .resideInAPackage("org.noiseproof.statistics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.noiseproof.claim..", "org.noiseproof.verifier..", "org.noiseproof.backend..");

  @ArchTest
  static final ArchRule the_vector_api_stays_in_the_cpu_backend =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.noiseproof.fast..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.vector..");

  @ArchTest
  static final ArchRule devices_are_spoken_to_in_the_gpu_backend_alone =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.noiseproof.fast.gpu..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jcuda..");

  @ArchTest
  static final ArchRule test_engines_stay_in_the_tests_and_the_kit_for_one =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.noiseproof.junit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("net.jqwik..", "org.junit..", "org.opentest4j..", "org.assertj..");

  @ArchTest
  static final ArchRule nothing_stands_on_the_kit_for_junit =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.noiseproof.junit..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.noiseproof.junit..");

  @ArchTest
  static final ArchRule the_reference_starts_no_threads =
      noClasses()
          .that()
          .resideInAnyPackage("org.noiseproof.reference..", "org.noiseproof.exact..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Executor.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class);

  @ArchTest
  static final ArchRule specs_are_immutable =
      classes().that().implement(Spec.class).and().areNotInterfaces().should().beRecords();
}
