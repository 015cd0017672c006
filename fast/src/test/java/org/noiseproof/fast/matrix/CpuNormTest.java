package org.noiseproof.fast.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.Norm.Direction;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Interval;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.fast.cpu.CpuFloat32Backend;
import org.noiseproof.fast.cpu.MatrixCases;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.reference.ExactNorm;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Max;

/** Norms against enclosures; directions, of which there may be many, by what they are for. */
class CpuNormTest {
  private static final int NUMBERS = 14;

  static Stream<NormSpec> norms() {
    return MatrixCases.NORMS.stream();
  }

  @ParameterizedTest
  @MethodSource("norms")
  void norms_and_dual_norms_are_as_near_as_their_depth_says(NormSpec spec) {
    for (int[] shape : MatrixCases.SHAPES) {
      for (int number = 0; number < NUMBERS; number++) {
        for (int exponent : new int[] {0, -1000, 900}) {
          assertClose(spec, MatrixCases.matrix(shape[0], shape[1], number, exponent));
        }
      }
    }
    assertClose(spec, MatrixCases.matrix(40, 12, 1, 0));
  }

  private static void assertClose(NormSpec spec, Matrix z) {
    Norm norm = new CpuNorm(spec);
    double gamma = Tolerance.gamma(norm.depth(z.rows(), z.columns()), Tolerance.UNIT_ROUNDOFF);
    Direction direction = norm.direction(z);
    Interval dual = ExactNorm.encloseDual(spec, z);
    assertThat(norm.of(z)).matches(within(ExactNorm.enclose(spec, z), gamma), spec + " " + z);
    assertThat(direction.dualNorm()).matches(within(dual, gamma), "dual to " + spec + " " + z);
    if (direction.dualNorm() == 0) {
      assertThat(direction.matrix()).isEqualTo(Matrix.zero(z.rows(), z.columns()));
      return;
    }
    assertThat(ExactNorm.enclose(spec, direction.matrix()).centre().toDouble())
        .as("‖D‖ of %s, %s", spec, z)
        .isLessThanOrEqualTo(1 + gamma);
    assertThat(lacking(dual, z, direction.matrix()))
        .as("‖Z‖ − ⟨Z, D⟩ of %s, %s", spec, z)
        .isLessThanOrEqualTo(gamma);
  }

  private static Predicate<Double> within(Interval exact, double gamma) {
    Dyadic allowed = exact.upper().times(Dyadic.of(gamma)).plus(Dyadic.of(Double.MIN_VALUE));
    return value -> exact.widened(allowed).contains(Dyadic.of(value));
  }

  /** (‖Z‖_* − ⟨Z, D⟩)/‖Z‖_*. */
  private static double lacking(Interval dual, Matrix z, Matrix d) {
    Dyadic inner = Dyadic.ZERO;
    for (int i = 0; i < z.rows(); i++) {
      for (int j = 0; j < z.columns(); j++) {
        inner = inner.plus(Dyadic.of(z.at(i, j)).times(Dyadic.of(d.at(i, j))));
      }
    }
    return dual.centre().minus(inner).divide(dual.centre(), 80).toDouble();
  }

  @Test
  void floats_are_rounded_before_and_after() {
    for (NormSpec spec : MatrixCases.NORMS) {
      Norm floats = new CpuFloat32Backend(1).norm(spec).orElseThrow();
      Matrix z = MatrixCases.matrix(3, 4, 1, 0);
      assertThat(floats.of(z)).isEqualTo((float) floats.of(z));
      assertThat(floats.direction(z).dualNorm()).isEqualTo((float) floats.direction(z).dualNorm());
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CpuFloat32Backend(1)
                    .norm(new Max())
                    .orElseThrow()
                    .of(Matrix.of(1, 2, 0, Double.MAX_VALUE)))
        .withMessageContaining("matrix[0][1]")
        .withMessageContaining("is not finite in float32");
  }

  @ParameterizedTest
  @MethodSource("norms")
  void an_entry_that_is_not_finite_is_named(NormSpec spec) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CpuNorm(spec).of(Matrix.of(2, 2, 0, 1, 2, Double.NaN)))
        .withMessage("matrix[1][1] = NaN is not finite");
  }
}
