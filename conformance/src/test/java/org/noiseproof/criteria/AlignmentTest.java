package org.noiseproof.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Outcome;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;

final class AlignmentTest {
  private static final TestRatio RATIO = new TestRatio(Precision.FLOAT64, 32);
  private static final Matrix IDENTITY = square(1, 0, 0, 1);

  private static Matrix square(double... entries) {
    return Matrix.of(2, 2, entries);
  }

  private static Outcome direction(NormSpec norm, Matrix m, Matrix direction) {
    return new Alignment(norm, RATIO).of(Buffer.of(norm, m), direction, square(1, 1, 1, 1));
  }

  @Test
  void each_of_many_directions_will_do() {
    assertThat(direction(new Nuclear(), IDENTITY, square(1, 0, 0, 0)).holds()).isTrue();
    assertThat(direction(new Nuclear(), IDENTITY, square(0.5, 0.5, 0.5, 0.5)).holds()).isTrue();
    assertThat(direction(new Nuclear(), IDENTITY, IDENTITY.times(0.5)).holds()).isTrue();
    assertThat(direction(new L1(), square(3, -3, 0, 1), square(0.5, -0.5, 0, 0)).holds()).isTrue();
    assertThat(direction(new Max(), square(3, 0, 0, 0), square(1, -1, 0.5, 0)).holds()).isTrue();
    assertThat(direction(new Spectral(), square(3, 0, 0, 0), square(1, 0, 0, -1)).holds()).isTrue();
  }

  @Test
  void a_direction_that_is_too_long_or_not_steep_enough_will_not() {
    assertThat(direction(new Nuclear(), IDENTITY, IDENTITY).observed()).contains("2.0 long");
    assertThat(direction(new L1(), square(3, -3, 0, 1), square(1, -1, 0, 0)).holds()).isFalse();
    assertThat(direction(new Spectral(), IDENTITY, square(1, 0, 0, 0)).observed())
        .contains("reaches 1.0 of 2.0");
    double shorter = 1 - 0x1p-30;
    assertThat(direction(new Spectral(), IDENTITY, IDENTITY.times(shorter)).holds()).isFalse();
    assertThat(direction(new Nuclear(), IDENTITY, square(shorter, 0, 0, 0)).holds()).isFalse();
    assertThat(direction(new Spectral(), IDENTITY, IDENTITY.times(Double.NaN)).holds()).isFalse();
  }

  @Test
  void a_few_roundings_are_forgiven_and_scales_do_not_matter() {
    Matrix nearly = IDENTITY.times(Math.nextUp(1.0));
    for (double scale : new double[] {0x1p-900, 1, 0x1p900}) {
      Outcome outcome = direction(new Spectral(), IDENTITY.times(scale), nearly);
      assertThat(outcome.holds()).isTrue();
      assertThat(outcome.ratio()).isPositive();
    }
  }

  private static Outcome step(MatrixOptimizerSpec spec, Matrix m, Matrix before, Matrix after) {
    return Alignment.ofStep(RATIO, new Buffer(spec, m, Buffer.absolute(m)), before, after);
  }

  @Test
  void a_step_is_undone_with_its_decay_and_its_scale() {
    Nsd decaying = new Nsd(0.5, new Spectral(), 0, 0.5);
    assertThat(step(decaying, IDENTITY, IDENTITY, IDENTITY.times(0.25)).holds()).isTrue();
    assertThat(step(decaying, IDENTITY, IDENTITY, IDENTITY.times(0.5)).holds()).isFalse();
    PolarGrad polar = new PolarGrad(0.5, 0, 0);
    assertThat(step(polar, IDENTITY, IDENTITY, IDENTITY.times(0)).holds()).isTrue();
    assertThat(step(polar, IDENTITY, IDENTITY, IDENTITY.times(0.5)).holds()).isFalse();
  }

  @Test
  void iterations_are_passed_over() {
    Muon iterated = new Muon(0.5, 0, 5, 0);
    assertThat(step(iterated, IDENTITY, IDENTITY, IDENTITY)).isEqualTo(Outcome.EXACT);
    assertThat(step(new Muon(0.5, 0, 0, 0), IDENTITY, IDENTITY, IDENTITY).holds()).isFalse();
  }
}
