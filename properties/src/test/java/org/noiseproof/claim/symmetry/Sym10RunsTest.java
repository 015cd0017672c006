package org.noiseproof.claim.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.claim.symmetry.MatrixNet.Start;
import org.noiseproof.claim.symmetry.Sym10Runs.Clock;
import org.noiseproof.claim.symmetry.Sym10Runs.Seen;
import org.noiseproof.ensemble.Observable.Last;
import org.noiseproof.ensemble.PointQuantity.Quadratic;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.random.Streams;
import org.noiseproof.reference.ReferenceBackend;
import org.noiseproof.spec.OptimizerSpec.Scheduled;

class Sym10RunsTest {
  private static final Sym10Sizes EARLY = at(0.3, 0.5);
  private static final Sym10Sizes LATE = at(30, 32);

  private static Sym10Sizes at(double settle, double end) {
    return new Sym10Sizes(settle, end, new Approach(List.of(0.1), 0, 10, 0, 1));
  }

  @Test
  void a_warm_up_takes_three_times_the_steps_to_the_same_time() {
    long steps = Clock.WARM_UP.steps(0.5, 0.1);
    Scheduled optimizer = (Scheduled) Clock.WARM_UP.optimizer(0.1, steps);
    double tau = 0;
    for (long k = 1; k <= steps; k++) {
      double rate = optimizer.learningRate() * optimizer.learningRateSchedule().factor(k);
      tau += rate * rate;
      double share = (double) k / steps;
      assertThat(tau).isEqualTo(0.5 * Clock.WARM_UP.tau(share), within(2 * 0.5 / steps));
    }
    assertThat(Clock.WARM_UP.share(Clock.WARM_UP.tau(0.25)))
        .isEqualTo(0.25, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void the_flow_stays_at_the_flattest_minimum_and_flattens_from_elsewhere() {
    Sym10Runs there = Sym10Runs.of(MatrixNet.ISOTROPIC, Start.FLATTEST, Seen.SHARPNESS);
    Sym10Runs elsewhere = Sym10Runs.of(MatrixNet.ISOTROPIC, Start.UNBALANCED, Seen.SHARPNESS);
    assertThat(there.predicted(EARLY)).isEqualTo(there.atStart(), within(Tolerance.CLOSED_FORM));
    assertThat(elsewhere.atStart()).isEqualTo(9.2929, within(0.5 / 10_000));
    assertThat(elsewhere.predicted(EARLY)).isBetween(7.5, 8.5);
    assertThat(elsewhere.predicted(LATE))
        .isEqualTo(there.atStart(), within(1.0 / 1_000_000)); // what integrating leaves
  }

  @Test
  void anisotropic_noise_sharpens_to_less_than_the_equilibrium_of_the_charges() {
    Sym10Runs runs = Sym10Runs.of(MatrixNet.TURNED, Start.FLATTEST, Seen.SHARPNESS);
    assertThat(runs.atStart()).isEqualTo(6.7082, within(0.5 / 10_000));
    assertThat(runs.predicted(LATE)).isEqualTo(7.3214, within(0.5 / 1000));
    assertThat(Sym10Runs.of(MatrixNet.TURNED, Start.EQUILIBRIUM, Seen.SHARPNESS).atStart())
        .isEqualTo(7.4492, within(0.5 / 10_000));
    assertThat(Sym10Runs.of(MatrixNet.ANISOTROPIC, Start.EQUILIBRIUM, Seen.IMBALANCE).atStart())
        .isLessThan(Tolerance.CLOSED_FORM);
  }

  @Test
  void gradient_descent_does_not_move_from_a_minimum() {
    Sym10Runs runs = Sym10Runs.of(MatrixNet.ANISOTROPIC, Start.UNBALANCED, Seen.SHARPNESS);
    Ensemble descent =
        new ReferenceBackend()
            .ensemble(
                MatrixNet.ANISOTROPIC.descent(
                    Clock.CONSTANT.optimizer(0.1, 100),
                    Start.UNBALANCED,
                    100,
                    List.of(
                        new Last(new Quadratic(MatrixNet.ANISOTROPIC.equilibrium().sharpness())))))
            .orElseThrow();
    assertThat(descent.run(Streams.of(1, "descent"), 0, 1)[0][0])
        .isEqualTo(runs.atStart(), within(Tolerance.CLOSED_FORM));
  }
}
