package org.noiseproof.claim.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.bias.Counterfeit.Wrong;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.Instances;
import org.noiseproof.margin.Loss;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.InverseSqrt;

/** What is wrong with a counterfeit is its direction alone. */
class CounterfeitTest {
  private static final Backend RIGHTLY_DIRECTED =
      new Counterfeit(
          Golden.REFERENCE,
          (right, spec, m, p) -> {
            Matrix unit = right.norm(new Frobenius()).orElseThrow().direction(m).matrix();
            return Wrong.of(spec instanceof Muon ? Bias20.newtonSchulz(unit, 5) : unit);
          });

  @Test
  void with_the_right_direction_it_steps_as_the_right_backend() {
    List<OptimizerSpec> specs =
        List.of(
            new Nsd(0.1, new Frobenius(), 0.5, 0.25),
            new Muon(0.1, 0.5, 5, 0),
            new Scheduled(
                new Nsd(0.1, new Frobenius(), 0.9, 0), new InverseSqrt(2, 3), new Constant()));
    for (OptimizerSpec spec : specs) {
      Matrix wrong = afterTenSteps(RIGHTLY_DIRECTED, spec);
      Matrix right = afterTenSteps(Golden.REFERENCE, spec);
      assertThat(wrong.minus(right).largest()).isCloseTo(0, within(Tolerance.CLOSED_FORM));
    }
  }

  private static Matrix afterTenSteps(Backend backend, OptimizerSpec spec) {
    MarginDescent run =
        new MarginDescent(
            backend, Instances.eightSamples(), Loss.LOG_SUM_EXP, new Frobenius(), spec);
    run.steps(10);
    return run.point();
  }
}
