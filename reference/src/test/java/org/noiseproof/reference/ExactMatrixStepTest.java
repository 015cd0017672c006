package org.noiseproof.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.reference.ExactOptimizer.ExactState;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

class ExactMatrixStepTest {
  private static final List<MatrixOptimizerSpec> ALL =
      List.of(
          new Nsd(0.5, new Frobenius(), 0.75, 0.25),
          new Nsd(0.5, new Max(), 0.75, 0.25),
          new Nsd(0.5, new L1(), 0.75, 0.25),
          new Nsd(0.5, new Spectral(), 0.75, 0.25),
          new Nsd(0.5, new Nuclear(), 0.75, 0.25),
          new Nsd(0.5, new Schatten(3), 0.75, 0.25),
          new Nsd(0.5, new KyFan(2), 0.75, 0.25),
          new Nsd(0.5, new KyFanDual(2), 0.75, 0.25),
          new Nucgd(0.5, 0.75, 0, 0.25),
          new Nucgd(0.5, 0.75, 2, 0.25),
          new Muon(0.5, 0.75, 0, 0.25),
          new Muon(0.5, 0.75, 5, 0.25),
          new PolarGrad(0.5, 0.75, 0.25));

  private final SplittableRandom random = new SplittableRandom(20261123);

  @Test
  void steepest_descent_in_the_length_and_in_the_largest_entry_is_what_it_was_before() {
    for (int i = 0; i < 100; i++) {
      OptimizerState state = state(3, 2, Map.of("momentum", doubles(6)));
      double[] g = doubles(6);
      assertSame(
          new Nsd(0.3, new Frobenius(), 0.6, 0), new NormalizedSgd(0.3, 0.6, false), state, g);
      assertSame(new Nsd(0.3, new Max(), 0.6, 0), new SignSgd(0.3, 0.6), state, g);
    }
  }

  @Test
  void optimizers_with_two_names_take_the_same_steps() {
    for (int i = 0; i < 50; i++) {
      OptimizerState state = state(2, 3, Map.of("momentum", doubles(6)));
      OptimizerState fresh = state(2, 3, Map.of("momentum", new double[6]));
      double[] g = doubles(6);
      assertSame(new Nsd(0.3, new Nuclear(), 0.6, 0.1), new Nucgd(0.3, 0.6, 0, 0.1), state, g);
      assertSame(new Nsd(0.3, new KyFanDual(1), 0.6, 0), new Nucgd(0.3, 0.6, 0, 0), state, g);
      assertSame(
          new Nsd(0.3, new KyFan(1), 0.6, 0), new Nsd(0.3, new Spectral(), 0.6, 0), state, g);
      assertSame(new Nsd(0.3, new Spectral(), 0, 0.1), new Muon(0.3, 0, 0, 0.1), fresh, g);
    }
  }

  @Test
  void a_step_decays_the_parameters_and_goes_along_the_direction_of_the_buffer() {
    for (int i = 0; i < 30; i++) {
      for (MatrixOptimizerSpec spec : ALL) {
        double[] m = doubles(6);
        double[] g = doubles(6);
        ExactState next = ExactOptimizer.step(spec, state(2, 3, Map.of("momentum", m)), g);
        Dyadic fresh = spec instanceof Muon ? Dyadic.ONE : Dyadic.of(0.25);
        Dyadic[] buffer = new Dyadic[6];
        for (int e = 0; e < 6; e++) {
          buffer[e] = Dyadic.of(0.75).times(Dyadic.of(m[e])).plus(fresh.times(Dyadic.of(g[e])));
          assertThat(next.buffer("momentum").value(e)).isEqualTo(buffer[e]);
        }
        if (spec instanceof Nsd nsd) {
          Term[] terms = Arrays.stream(buffer).map(Term::new).toArray(Term[]::new);
          Term[] direction = Steepest.of(nsd.norm(), 2, 3, terms).direction();
          for (int e = 0; e < 6; e++) {
            Dyadic kept = Dyadic.of(0.875).times(Dyadic.of(next.before().parameters()[e]));
            Dyadic moved = kept.minus(direction[e].value().scale(-1));
            assertThat(next.parameters().value(e)).isEqualTo(moved);
          }
        }
      }
    }
  }

  @Test
  void polar_grad_moves_by_the_nuclear_norm() {
    OptimizerState state = state(2, 2, Map.of("momentum", new double[4]), 0, 0, 0, 0);
    OptimizerState next = rounded(new PolarGrad(0.5, 0, 0), state, 3, 0, 0, -1);
    assertThat(next.parameters()).containsExactly(-2, 0, 0, 2);
  }

  @Test
  void a_power_iteration_multiplies_by_the_squares_of_the_singular_values() {
    double[] p = {0.6, 0.8};
    OptimizerState state =
        state(2, 2, Map.of("momentum", new double[4], "left_vector", p), 0, 0, 0, 0);
    for (int q = 1; q < 5; q++) {
      ExactState next =
          ExactOptimizer.step(new Nucgd(1, 0, q, 0), state, new double[] {3, 0, 0, 2});
      double u = Math.pow(9, q) * 0.6 / (Math.pow(4, q) * 0.8);
      double v = u * 3 / 2;
      double[] left = next.buffer("left_vector").rounded();
      double slack = Tolerance.gamma(16, Tolerance.UNIT_ROUNDOFF);
      assertThat(left[0] / left[1]).isBetween(u * (1 - slack), u * (1 + slack));
      double[] moved = next.parameters().rounded();
      assertThat(moved[0] / moved[1]).isBetween(v * (1 - slack), v * (1 + slack));
      assertThat(moved[0] / moved[2]).isBetween(u * (1 - slack), u * (1 + slack));
    }
  }

  @Test
  void many_power_iterations_find_the_leading_pair() {
    for (int i = 0; i < 20; i++) {
      OptimizerState state = state(3, 4, Map.of("momentum", new double[12]), new double[12]);
      double[] g = doubles(12);
      g[i % 12] += 8;
      double[] tracked = rounded(new Nucgd(1, 0, 100, 0), state, g).parameters();
      double[] exact = rounded(new Nucgd(1, 0, 0, 0), state, g).parameters();
      double inner = Matrix.of(3, 4, tracked).inner(Matrix.of(3, 4, exact));
      assertThat(inner).isGreaterThan(1 - Tolerance.gamma(64, Tolerance.UNIT_ROUNDOFF));
    }
  }

  @Test
  void the_left_vector_is_kept_from_step_to_step() {
    Nucgd spec = new Nucgd(1, 0, 1, 0);
    OptimizerState start = ExactOptimizer.start(spec, new double[12]).shaped(3, 4);
    assertThat(start.buffers()).containsExactly("momentum");
    double[] g = doubles(12);
    OptimizerState one = rounded(spec, start, g);
    OptimizerState two = rounded(spec, one, g);
    assertThat(one.buffer("left_vector")).hasSize(3);
    double[] atOnce = rounded(new Nucgd(1, 0, 2, 0), start, g).buffer("left_vector");
    double slack = Tolerance.gamma(64, Tolerance.UNIT_ROUNDOFF);
    for (int j = 0; j < 3; j++) {
      assertThat(Math.abs(two.buffer("left_vector")[j] - atOnce[j])).isLessThan(slack);
    }
    Map<String, double[]> without = Map.of("momentum", one.buffer("momentum"));
    OptimizerState restored = one.with(1, one.parameters(), without);
    assertThat(rounded(spec, restored, g).buffer("left_vector"))
        .isEqualTo(one.buffer("left_vector"));
  }

  @Test
  void the_longest_column_takes_the_place_of_a_vector_that_m_does_not_see() {
    double[] g = {0, 1, 2, 0, 0, 0};
    Map<String, double[]> buffers =
        Map.of("momentum", new double[6], "left_vector", new double[] {0, 0, 1});
    OptimizerState state = state(3, 2, buffers, new double[6]);
    ExactState next = ExactOptimizer.step(new Nucgd(1, 0, 1, 0), state, g);
    assertThat(next.parameters().rounded()).containsExactly(0, 0, -1, 0, 0, 0);
    assertThat(next.parameters().gauge(0)).isEqualTo(Double.POSITIVE_INFINITY);
    double[] tie = {0, 2, -2, 0, 0, 0};
    OptimizerState first = rounded(new Nucgd(1, 0, 1, 0), state, tie);
    assertThat(first.buffer("left_vector")).containsExactly(0, -1, 0);
  }

  @Test
  void newton_schulz_is_its_polynomial_on_the_singular_values() {
    MathContext digits = new MathContext(80);
    double[] g = {3, 0, 0, 0, 1, 0};
    for (int steps = 1; steps < 8; steps++) {
      Muon spec = new Muon(1, 0, steps, 0);
      OptimizerState wide = state(2, 3, Map.of("momentum", new double[6]), new double[6]);
      ExactVector moved = ExactOptimizer.step(spec, wide, g).parameters();
      BigDecimal norm = BigDecimal.TEN.sqrt(digits);
      for (int i = 0; i < 2; i++) {
        BigDecimal x = BigDecimal.valueOf(3 - 2 * i).divide(norm, digits);
        for (int k = 0; k < steps; k++) {
          BigDecimal square = x.multiply(x);
          BigDecimal factor =
              new BigDecimal("3.4445")
                  .subtract(new BigDecimal("4.7750").multiply(square))
                  .add(new BigDecimal("2.0315").multiply(square).multiply(square));
          x = x.multiply(factor, digits);
        }
        BigDecimal error = moved.value(4 * i).toBigDecimal().add(x).abs();
        assertThat(error).isLessThan(BigDecimal.valueOf(Tolerance.REFERENCE));
        assertThat(moved.value(1 + i).toDouble()).isZero();
      }
    }
  }

  @Test
  void newton_schulz_of_the_transpose_is_the_transpose() {
    Muon spec = new Muon(1, 0, 5, 0);
    Matrix g = Matrix.of(2, 4, doubles(8));
    OptimizerState wide = state(2, 4, Map.of("momentum", new double[8]), new double[8]);
    OptimizerState tall = state(4, 2, Map.of("momentum", new double[8]), new double[8]);
    Matrix moved = rounded(spec, wide, g.entries()).matrix();
    assertThat(rounded(spec, tall, g.transpose().entries()).matrix()).isEqualTo(moved.transpose());
  }

  @Test
  void gauges_bound_how_far_a_step_turns() {
    for (int i = 0; i < 200; i++) {
      double gamma = Math.scalb(1.0, -random.nextInt(24, 40));
      double[] g = doubles(12);
      double[] moved = g.clone();
      for (int e = 0; e < moved.length; e++) {
        moved[e] *= 1 + gamma * random.nextDouble(-1, 1);
      }
      double[] p = doubles(3);
      Map<String, double[]> buffers = Map.of("momentum", new double[12], "left_vector", p);
      OptimizerState state = state(3, 4, buffers, new double[12]);
      for (MatrixOptimizerSpec spec :
          List.of(
              new Nucgd(1, 0, 1, 0),
              new Nucgd(1, 0, 3, 0),
              new Muon(1, 0, 5, 0),
              new PolarGrad(1, 0, 0))) {
        ExactState exact = ExactOptimizer.step(spec, state, g);
        ExactState turned = ExactOptimizer.step(spec, state, moved);
        exact.buffers().forEach((name, buffer) -> assertWithin(buffer, turned.buffer(name), gamma));
        assertWithin(exact.parameters(), turned.parameters(), gamma);
      }
    }
  }

  @Test
  void the_gradient_s_size_does_not_matter() {
    double[] g = doubles(6);
    OptimizerState state = state(2, 3, Map.of("momentum", new double[6]), new double[6]);
    for (MatrixOptimizerSpec spec : ALL) {
      if (!(spec instanceof PolarGrad)) {
        double[] expected = rounded(spec, state, g).parameters();
        for (int k : new int[] {-1000, -900, 900, 1000}) {
          double[] scaled = Arrays.stream(g).map(x -> Math.scalb(x, k)).toArray();
          assertThat(rounded(spec, state, scaled).parameters()).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void a_buffer_of_zeros_moves_nothing_but_by_decay() {
    double[] p = {0.6, 0.8};
    Map<String, double[]> buffers = Map.of("momentum", new double[6], "left_vector", p);
    double[] zeros = {0, -0.0, 0, 0, -0.0, 0};
    OptimizerState state = state(2, 3, buffers, 1, 2, 3, 4, 5, 6);
    for (MatrixOptimizerSpec spec : ALL) {
      OptimizerState next = rounded(spec, state, zeros);
      assertThat(next.parameters()).containsExactly(0.875, 1.75, 2.625, 3.5, 4.375, 5.25);
      if (spec instanceof Nucgd nucgd && nucgd.powerIterations() > 0) {
        assertThat(next.buffer("left_vector")).isEqualTo(p);
      }
    }
  }

  @Test
  void bad_states_and_gradients_are_refused_by_name() {
    OptimizerState state = state(2, 2, Map.of("momentum", new double[4]), 0, 0, 0, 0);
    double[] bad = {0, 1, Double.NaN, 0};
    for (MatrixOptimizerSpec spec : ALL) {
      assertThatThrownBy(() -> ExactOptimizer.step(spec, state, bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("gradient[2] = NaN is not finite");
    }
    Map<String, double[]> wrong = new TreeMap<>(Map.of("momentum", new double[4]));
    wrong.put("left_vector", new double[4]);
    OptimizerState tracked = state(2, 2, wrong, 0, 0, 0, 0);
    assertThatThrownBy(() -> ExactOptimizer.step(new Nucgd(1, 0, 1, 0), tracked, new double[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("buffer left_vector has 4 entries, expected one a row, 2");
  }

  private static void assertSame(
      OptimizerSpec first, OptimizerSpec second, OptimizerState state, double[] g) {
    assertThat(ExactOptimizer.step(first, state, g).rounded())
        .isEqualTo(ExactOptimizer.step(second, state, g).rounded());
  }

  private static void assertWithin(ExactVector exact, ExactVector turned, double gamma) {
    for (int e = 0; e < exact.dimension(); e++) {
      double error = exact.value(e).minus(turned.value(e)).abs().toDouble();
      assertThat(error).isLessThanOrEqualTo(gamma * exact.gauge(e));
    }
  }

  private static OptimizerState rounded(OptimizerSpec spec, OptimizerState state, double... g) {
    return ExactOptimizer.step(spec, state, g).rounded();
  }

  private OptimizerState state(int rows, int columns, Map<String, double[]> buffers) {
    return state(rows, columns, buffers, doubles(rows * columns));
  }

  private static OptimizerState state(
      int rows, int columns, Map<String, double[]> buffers, double... parameters) {
    OptimizerState like = OptimizerState.of(4, parameters, Map.of()).shaped(rows, columns);
    return like.with(4, parameters, buffers);
  }

  private double[] doubles(int count) {
    double[] values = new double[count];
    Arrays.setAll(values, _ -> random.nextGaussian());
    return values;
  }
}
