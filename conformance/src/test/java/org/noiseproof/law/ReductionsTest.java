package org.noiseproof.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.backend.Backend;
import org.noiseproof.check.Subject;
import org.noiseproof.check.TestSubject;
import org.noiseproof.conformance.Checks;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.Conformance.Listener;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.conformance.ZooTable;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.zoo.PlainOptimizers;

/**
 * Laws that compare two optimizers: a specimen, which has but one of them, is put beside the right
 * ones.
 */
final class ReductionsTest {

  @ParameterizedTest
  @CsvSource({
    "law/nsd/frobenius-is-normalized-sgd, nsd-momentum-ignored",
    "law/nsd/max-is-sign-sgd, nsd-induced-infinity-norm",
    "law/nsd/nuclear-is-nucgd, nsd-bottom-pair",
    "law/nsd/spectral-is-muon, nsd-dual-for-the-norm",
    "law/rmsprop/is-adam-without-averages, rmsprop-root-forgotten",
    "law/adamax/nothing-remembered-is-adam, adamax-rooted",
    "law/nadam/nothing-ahead-is-adam, nadam-root-forgotten",
    "law/amsgrad/growing-gradients-are-adam, amsgrad-root-forgotten",
    "law/amsgrad/never-longer-than-adam, amsgrad-minimum",
    "law/lion/one-average-is-sign-sgd, lion-no-sign",
    "law/clipped_sgd/without-a-threshold-is-sgd, sgd-averaged-buffer",
    "law/nsd/vectors, nsd-momentum-of-directions",
    "law/polar_grad/vectors, polar_grad-sum-for-average"
  })
  void a_wrong_optimizer_is_not_the_right_one_of_another_name(String law, String specimen) {
    assertThat(verdict(law, TestSubject.optimizing(ReductionsTest::right)))
        .isEqualTo(Verdict.HOLDS);
    assertThat(verdict(law, TestSubject.optimizing(spec -> wrong(specimen, spec))))
        .isEqualTo(Verdict.VIOLATED);
  }

  private static Optional<Subject.OptimizerUnderTest> right(OptimizerSpec spec) {
    return Subject.of(new PlainOptimizers()).optimizer(spec);
  }

  private static Optional<Subject.OptimizerUnderTest> wrong(String name, OptimizerSpec spec) {
    Backend backend =
        ZooTable.specimens().stream()
            .filter(specimen -> specimen.name().equals(name))
            .findFirst()
            .orElseThrow()
            .backend();
    return Subject.of(backend).optimizer(spec).or(() -> right(spec));
  }

  private static Verdict verdict(String law, Subject subject) {
    ConformanceRun run =
        Conformance.run(
            subject,
            Checks.select(List.of(law)),
            Conformance.DEFAULT_SEED,
            Conformance.DEFAULT_CASES,
            Listener.silent());
    return run.verdict();
  }
}
