package org.noiseproof.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Draw;
import org.noiseproof.check.MatrixDraws;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.Streams;
import org.noiseproof.reference.ExactNorm;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;

final class SensitivityTest {
  private static final List<NormSpec> NORMS =
      List.of(
          new Frobenius(),
          new Spectral(),
          new Nuclear(),
          new Schatten(1.5),
          new Schatten(3),
          new KyFan(1),
          new KyFan(2),
          new KyFan(3),
          new KyFanDual(2));

  @Test
  void no_perturbation_moves_a_direction_further() {
    for (int i = 0; i < 400; i++) {
      Draw draw = new Draw(Streams.of(3, "sensitivity").replicate(i), Precision.FLOAT64);
      int rows = MatrixDraws.size(draw);
      int columns = MatrixDraws.size(draw);
      Matrix m = MatrixDraws.matrix(draw, rows, columns);
      double size = Math.scalb(1.0, -draw.between(0, 40));
      Matrix shifted = m.plus(MatrixDraws.matrix(draw, rows, columns).times(size));
      NormSpec norm = NORMS.get(i % NORMS.size());
      double moved = norm(direction(norm, shifted).minus(direction(norm, m)));
      double allowed =
          4
              * Math.sqrt(Math.min(rows, columns))
              * Sensitivity.of(m).of(norm)
              * norm(shifted.minus(m));
      assertThat(moved)
          .as("%s of %s and %s", norm, m, shifted)
          .matches(x -> !(x > allowed + Tolerance.CLOSED_FORM));
    }
  }

  @Test
  void the_polar_factor_and_the_leading_pair_do_move_as_far() {
    Matrix m = Matrix.of(2, 2, 4, 0, 0, 1);
    double turn = 0x1p-20;
    Matrix turned = m.plus(Matrix.of(2, 2, 0, turn, -turn, 0));
    double length = norm(turned.minus(m));
    assertThat(norm(direction(new Spectral(), turned).minus(direction(new Spectral(), m))))
        .isGreaterThan(0.39 * length)
        .isLessThan(Sensitivity.of(m).of(new Spectral()) * length);
    Matrix tilted = m.plus(Matrix.of(2, 2, 0, turn, turn, 0));
    assertThat(norm(direction(new Nuclear(), tilted).minus(direction(new Nuclear(), m))))
        .isGreaterThan(0.33 * length);
    assertThat(Sensitivity.of(m).of(new Nuclear())).isEqualTo(1.0 / 3);
  }

  @Test
  void where_the_direction_is_not_unique_it_is_infinite() {
    Matrix one = Matrix.of(2, 2, 2, 0, 0, 2);
    assertThat(Sensitivity.of(one).of(new Nuclear())).isInfinite();
    assertThat(Sensitivity.of(one).of(new KyFan(2))).isInfinite();
    assertThat(Sensitivity.of(one).of(new Spectral())).isEqualTo(0.5);
    assertThat(Sensitivity.of(Matrix.of(2, 2, 2, 0, 0, 0)).of(new Spectral())).isInfinite();
    assertThat(Sensitivity.of(Matrix.zero(2, 3)).of(new Frobenius())).isInfinite();
  }

  private static Matrix direction(NormSpec norm, Matrix m) {
    return new ExactNorm(norm).direction(m).matrix();
  }

  private static double norm(Matrix matrix) {
    return Math.sqrt(matrix.inner(matrix));
  }
}
