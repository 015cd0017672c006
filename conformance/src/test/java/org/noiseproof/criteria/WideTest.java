package org.noiseproof.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Subject;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;

/** Wide inputs are judged, and what is wrong only there is found. */
final class WideTest {
  private static final int NARROW = 70;
  private static final List<Check> CHECKS = Wide.all();

  private static Stream<Outcome> outcomes(Check check, Subject subject) {
    return ((Cases.Listed) check.cases())
        .cases().stream().map(input -> check.test().run(subject, input));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu-emulated", "gpu-emulated-float32"})
  void the_kernels_are_within_their_bounds(String name) {
    Backend backend = Backends.named(name);
    Optional<String> reason = backend.unavailable();
    assumeTrue(reason.isEmpty(), reason::toString);

    assertThat(CHECKS)
        .allSatisfy(
            check ->
                assertThat(outcomes(check, Subject.of(backend)))
                    .as(check.id())
                    .allMatch(Outcome::holds));
  }

  /** Forgets the second half of what is wider than any small batch. */
  private record Forgetful(Backend right) implements Backend {
    @Override
    public String name() {
      return "forgetful";
    }

    @Override
    public Description describe() {
      return right.describe();
    }

    @Override
    public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
      return right
          .estimator(spec)
          .map(
              estimator ->
                  batch -> {
                    double[] estimate = estimator.estimate(batch);
                    if (estimate.length > NARROW) {
                      Arrays.fill(estimate, estimate.length / 2, estimate.length, 0);
                    }
                    return estimate;
                  });
    }

    @Override
    public Optional<Optimizer> optimizer(OptimizerSpec spec) {
      return Optional.empty();
    }
  }

  @Test
  void what_is_wrong_on_wide_batches_alone_is_found() {
    Subject forgetful = Subject.of(new Forgetful(Backends.named("cpu")));
    assertThat(outcomes(named("criterion/B/mean/wide"), forgetful))
        .map(Outcome::holds)
        .containsExactly(false, false, false, true);
  }

  private static Check named(String id) {
    return CHECKS.stream().filter(check -> check.id().equals(id)).findFirst().orElseThrow();
  }
}
