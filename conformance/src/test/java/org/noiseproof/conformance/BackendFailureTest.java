package org.noiseproof.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.BackendFailure;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.check.Subject;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.conformance.Conformance.Listener;
import org.noiseproof.identify.Identify;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.verifier.Catalogue;
import org.noiseproof.verifier.ClaimResult;
import org.noiseproof.verifier.Verification;
import org.noiseproof.verifier.Verifier;

/** A device that is lost on the way is nobody's wrong step. */
final class BackendFailureTest {
  private static final String STORY = "the device was lost; start again";

  /** The reference, until it is asked for an estimate. */
  private record Lost(Backend reference) implements Backend {
    @Override
    public String name() {
      return "lost";
    }

    @Override
    public Description describe() {
      return reference.describe();
    }

    @Override
    public Map<String, Long> usage() {
      return Map.of("kernels launched", 7L);
    }

    @Override
    public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
      return Optional.of(
          _ -> {
            throw new BackendFailure(STORY);
          });
    }

    @Override
    public Optional<Optimizer> optimizer(OptimizerSpec spec) {
      return reference.optimizer(spec);
    }
  }

  private final Backend lost = new Lost(Backends.named("reference"));

  @Test
  void a_check_that_meets_it_is_an_error_with_its_message() {
    ConformanceRun run =
        Conformance.run(
            Subject.of(lost), Checks.select(List.of("law/mean")), 1, 5, Listener.silent());

    assertThat(run.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(run.count(Verdict.VIOLATED)).isZero();
    assertThat(run.results().getFirst().note()).contains(STORY).doesNotContain("Exception");
    assertThat(run.usage()).containsEntry("kernels launched", 7L);
  }

  @Test
  void a_claim_that_meets_it_is_an_error_with_its_message() {
    Verification run =
        Verifier.verify(
            Catalogue.select(List.of("CLIP-3")),
            lost,
            1,
            Scale.SHORT,
            new Verifier.Listener() {
              @Override
              public void running(Claim claim, String check, int n, int all) {}

              @Override
              public void finished(ClaimResult result) {}
            });

    ClaimResult result = run.results().getFirst();
    assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(result.checks().getFirst().finding().summary()).isEqualTo(STORY);
  }

  @Test
  void no_dialect_is_told_from_it() {
    assertThatThrownBy(() -> Identify.of(Subject.of(lost), "per_sample_clip"))
        .isInstanceOf(BackendFailure.class)
        .hasMessage(STORY);
  }
}
