package org.noiseproof.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.device.DeviceResult.Bits;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.statistics.Verdict;

/** The bits that every device must give are committed, and another bit shows. */
final class BatteryTest {

  @ParameterizedTest
  @ValueSource(strings = {"gpu-emulated", "gpu-emulated-float32"})
  void the_committed_digests_are_those_of_the_kernels_as_they_are(String name) {
    Backend backend = Backends.named(name);
    Optional<String> reason = backend.unavailable();
    assumeTrue(reason.isEmpty(), reason::toString);

    assertThat(Battery.digests(backend))
        .as("where a kernel's bits were meant to change, docs/gpu.md says how to write them anew")
        .isEqualTo(CommittedDigests.of(backend.describe().precision()));
  }

  /** The mean of the reference, one unit in the last place off or not, and nothing else. */
  private record Mean(Backend reference, boolean off) implements Backend {
    @Override
    public String name() {
      return "mean";
    }

    @Override
    public Description describe() {
      return reference.describe();
    }

    @Override
    public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
      if (!(spec instanceof EstimatorSpec.Mean)) {
        return Optional.empty();
      }
      GradientEstimator exact = reference.estimator(spec).orElseThrow();
      return Optional.of(
          batch -> {
            double[] estimate = exact.estimate(batch);
            int last = estimate.length - 1;
            estimate[last] = off ? Math.nextUp(estimate[last]) : estimate[last];
            return estimate;
          });
    }

    @Override
    public Optional<Optimizer> optimizer(OptimizerSpec spec) {
      return Optional.empty();
    }
  }

  @Test
  void one_unit_in_the_last_place_of_one_coordinate_is_another_digest() {
    Backend reference = Backends.named("reference");
    Map<String, String> right = Battery.digests(new Mean(reference, false));
    Map<String, String> wrong = Battery.digests(new Mean(reference, true));

    assertThat(right.get("adam")).isEqualTo("none");
    assertThat(new Bits("mean", wrong, right).different()).containsExactly("mean", "mean/wide");
    assertThat(new Bits("mean", wrong, right).verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(new Bits("mean", right, right).verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void a_battery_that_is_missing_on_either_side_is_a_difference() {
    Map<String, String> committed = Map.of("mean", "a", "adam", "b");
    Map<String, String> given = new LinkedHashMap<>(committed);
    given.remove("adam");
    given.put("lion", "c");

    assertThat(new Bits("gpu", given, committed).different()).containsExactly("adam", "lion");
  }
}
