package org.noiseproof.fast.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.Norm.Direction;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Interval;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.fast.cpu.MatrixCases;
import org.noiseproof.fast.gpu.GpuEntries.Largest;
import org.noiseproof.fast.matrix.CpuNorm;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.reference.ExactNorm;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;

/** Norms against enclosures; directions, of which there may be many, by what they are for. */
class GpuNormTest {
  private static final int NUMBERS = 7;
  private static final int SCHEDULES = 3;

  static Stream<NormSpec> norms() {
    return MatrixCases.NORMS.stream();
  }

  @ParameterizedTest
  @MethodSource("norms")
  void norms_and_dual_norms_are_as_near_as_their_depth_says(NormSpec spec) {
    for (int[] shape : MatrixCases.SHAPES) {
      for (int number = 0; number < NUMBERS; number++) {
        int exponent = new int[] {0, -1000, 900}[number % 3];
        assertClose(spec, MatrixCases.matrix(shape[0], shape[1], number, exponent));
      }
    }
    assertClose(spec, MatrixCases.matrix(40, 12, 1, 0));
  }

  private static void assertClose(NormSpec spec, Matrix z) {
    Norm norm = new GpuNorm(spec, StandIn.emulation(), Format.FLOAT64);
    double gamma = Tolerance.gamma(norm.depth(z.rows(), z.columns()), Tolerance.UNIT_ROUNDOFF);
    Direction direction = norm.direction(z);
    Interval dual = ExactNorm.encloseDual(spec, z);
    assertWithin(norm.of(z), ExactNorm.enclose(spec, z), gamma);
    assertWithin(direction.dualNorm(), dual, gamma);
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

  private static void assertWithin(double value, Interval exact, double gamma) {
    Dyadic allowed = exact.upper().times(Dyadic.of(gamma)).plus(Dyadic.of(Double.MIN_VALUE));
    assertThat(exact.widened(allowed).contains(Dyadic.of(value)))
        .as("%s within %s", value, exact)
        .isTrue();
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
  void in_floats_what_doubles_found_is_rounded_once() {
    for (NormSpec spec : MatrixCases.NORMS) {
      Matrix z = rounded(MatrixCases.matrix(7, 4, 1, 0));
      Norm floats = new GpuNorm(spec, StandIn.emulation(), Format.FLOAT32);
      Norm doubles = new GpuNorm(spec, StandIn.emulation(), Format.FLOAT64);
      assertThat(floats.of(z)).isEqualTo((float) doubles.of(z));
      assertThat(floats.direction(z).dualNorm()).isEqualTo((float) doubles.direction(z).dualNorm());
      assertThat(floats.direction(z).matrix()).isEqualTo(rounded(doubles.direction(z).matrix()));
    }
  }

  private static Matrix rounded(Matrix matrix) {
    return Matrix.of(
        matrix.rows(),
        matrix.columns(),
        Arrays.stream(matrix.entries()).map(entry -> (float) entry).toArray());
  }

  @Test
  void round_by_round_or_in_one_block_the_rotations_have_the_same_bits() {
    Gpu gpu = StandIn.emulation();
    for (int[] shape : MatrixCases.SHAPES) {
      Matrix z = MatrixCases.matrix(shape[0], shape[1], 3, 0);
      assertThat(polar(gpu, z, true)).isEqualTo(polar(gpu, z, false));
    }
  }

  private static double[] polar(Gpu gpu, Matrix z, boolean oneBlock) {
    try (GpuMemory memory = gpu.memory()) {
      GpuEntries on = GpuEntries.in(memory, Format.FLOAT64);
      GpuMatrix matrix = GpuMatrix.of(memory.upload(z.entries()), z.rows(), z.columns());
      Largest largest = on.largest(matrix.entries());
      GpuSvd svd = GpuSvd.of(on, matrix, largest, oneBlock).orElseThrow();
      return memory.doubles(svd.weighted(svd.values().weights(new Spectral())));
    }
  }

  @Test
  void what_one_block_cannot_hold_is_found_too() {
    Matrix z = MatrixCases.matrix(12, 1400, 1, 0);
    Norm norm = new GpuNorm(new Nuclear(), StandIn.emulation(), Format.FLOAT64);
    Norm cpu = new CpuNorm(new Nuclear());
    double gamma = Tolerance.gamma(norm.depth(12, 12), Tolerance.UNIT_ROUNDOFF);
    double sum = cpu.of(z);
    assertThat(Math.abs(norm.of(z) - sum)).isLessThanOrEqualTo(gamma * sum);
    Direction pair = norm.direction(z);
    assertThat(pair.dualNorm() - z.inner(pair.matrix()))
        .isLessThanOrEqualTo(gamma * pair.dualNorm());
  }

  @Test
  void the_order_of_threads_changes_no_bit() {
    Matrix z = MatrixCases.matrix(9, 7, 2, 0);
    for (NormSpec spec : MatrixCases.NORMS) {
      Set<List<Double>> results = new HashSet<>();
      try (StandIn device = StandIn.open()) {
        for (int seed = 0; seed < SCHEDULES; seed++) {
          device.schedule(seed);
          Direction direction = new GpuNorm(spec, StandIn.emulation(), Format.FLOAT64).direction(z);
          results.add(Arrays.stream(direction.matrix().entries()).boxed().toList());
        }
      }
      assertThat(results).as(spec.label()).hasSize(1);
    }
  }

  @Test
  void an_entry_that_is_not_finite_is_named() {
    Gpu gpu = StandIn.emulation();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new GpuNorm(new Max(), gpu, Format.FLOAT64)
                    .of(Matrix.of(2, 2, 0, 1, 2, Double.NaN)))
        .withMessage("matrix[1][1] = NaN is not finite");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new GpuNorm(new Max(), gpu, Format.FLOAT32)
                    .direction(Matrix.of(1, 2, 0, Double.MAX_VALUE)))
        .withMessageContaining("matrix[0][1]")
        .withMessageContaining("is not finite in float32");
  }
}
