package org.noiseproof.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.noiseproof.data.GaussianClusters;
import org.noiseproof.data.LabelledData;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;

class MarginProblemProperties {

  private static MarginProblem random(int classes, int perClass, int features, long seed) {
    return new MarginProblem(new GaussianClusters(classes, perClass, features, 2, seed).data());
  }

  private static Matrix normal(int rows, int columns, long seed) {
    RandomStream random = Streams.of(seed, "matrix").replicate(0);
    double[] entries = new double[rows * columns];
    Arrays.setAll(entries, e -> random.nextNormal());
    return Matrix.of(rows, columns, entries);
  }

  @Property(tries = 200, seed = "1")
  void a_weighted_mean_of_margins_is_the_product_with_the_combination_of_atoms(
      @ForAll @IntRange(min = 2, max = 6) int classes,
      @ForAll @IntRange(min = 1, max = 4) int perClass,
      @ForAll @IntRange(min = 1, max = 7) int features,
      @ForAll long seed) {
    MarginProblem problem = random(classes, perClass, features, seed);
    Matrix w = normal(classes, features, seed);
    for (Loss loss : Loss.values()) {
      double[] p = loss.at(problem, w).p();
      double[] margins = problem.margins(w);
      double mean = 0;
      double scale = 0;
      for (int j = 0; j < p.length; j++) {
        mean += p[j] * margins[j];
        scale += p[j] * Math.abs(margins[j]);
      }
      assertThat(Arrays.stream(p).sum()).isCloseTo(1, offset(Tolerance.CLOSED_FORM));
      assertThat(problem.combination(p).inner(w))
          .isCloseTo(mean, offset(Tolerance.CLOSED_FORM * (1 + scale)));
    }
  }

  @Property(tries = 100, seed = "2")
  void the_gradient_of_a_loss_is_minus_its_scale_times_the_combination(
      @ForAll @IntRange(min = 2, max = 5) int classes, @ForAll long seed) {
    MarginProblem problem = random(classes, 2, 3, seed);
    Matrix w = normal(classes, 3, seed + 1);
    Matrix along = normal(classes, 3, seed + 2);
    double h = 0x1p-17;
    for (Loss loss : Loss.values()) {
      Loss.Weights at = loss.at(problem, w);
      double slope =
          (value(loss, problem, w.plus(along.times(h)))
                  - value(loss, problem, w.minus(along.times(h))))
              / (2 * h);
      double scale = Math.exp(at.logScale());
      double predicted = -scale * problem.combination(at.p()).inner(along);
      // Central differences: h² times a third derivative, and rounding over h.
      assertThat(slope)
          .isCloseTo(
              predicted,
              offset(8 * Math.sqrt(Tolerance.UNIT_ROUNDOFF) * (1 + Math.abs(predicted))));
    }
  }

  private static double value(Loss loss, MarginProblem problem, Matrix w) {
    double log = loss.at(problem, w).logLoss();
    return loss == Loss.LOG_SUM_EXP ? log : Math.exp(log);
  }

  @Example
  void weights_never_vanish_however_large_the_margins() {
    MarginProblem problem = Instances.eightSamples();
    Matrix w = Matrix.zero(4, 5);
    for (int i = 0; i < 8; i++) {
      double[] unit = new double[problem.pairs()];
      unit[problem.pair(i, (problem.data().label(i) + 1) % 4)] = 1;
      w = w.plus(problem.combination(unit));
    }
    for (double scale : new double[] {1, 1e3, 1e6, -1e6}) {
      for (Loss loss : Loss.values()) {
        Loss.Weights at = loss.at(problem, w.times(scale));
        assertThat(at.logLoss()).isFinite();
        assertThat(at.logScale()).isFinite();
        assertThat(Arrays.stream(at.p()).sum()).isCloseTo(1, offset(Tolerance.CLOSED_FORM));
      }
    }
  }

  @Example
  void at_zero_every_pair_weighs_the_same() {
    MarginProblem problem = Instances.eightSamples();
    Loss.Weights lse = Loss.LOG_SUM_EXP.at(problem, problem.zero());
    Loss.Weights ce = Loss.CROSS_ENTROPY.at(problem, problem.zero());
    assertThat(lse.logLoss()).isCloseTo(Math.log(24), offset(Tolerance.CLOSED_FORM));
    assertThat(ce.logLoss()).isCloseTo(Math.log(Math.log(4)), offset(Tolerance.CLOSED_FORM));
    assertThat(Math.exp(ce.logScale())).isCloseTo(0.75, offset(Tolerance.CLOSED_FORM));
    for (double weight : ce.p()) {
      assertThat(weight).isCloseTo(1 / 24.0, offset(Tolerance.CLOSED_FORM));
    }
  }

  @Example
  void the_radius_is_the_largest_dual_norm_of_an_atom() {
    MarginProblem problem = Instances.eightSamples();
    assertThat(problem.radius(new Frobenius())).isEqualTo(Math.sqrt(54));
    assertThat(problem.radius(new Max())).isEqualTo(16);
    assertThat(problem.radius(new L1())).isEqualTo(5);
  }

  @Example
  void a_radius_neither_overflows_nor_underflows_on_the_way() {
    for (double unit : new double[] {0x1p1000, 0x1p-1000, 0x1p-1070}) {
      MarginProblem problem =
          new MarginProblem(
              new LabelledData(2, 2, new double[] {3 * unit, 4 * unit, 0, 0}, new int[] {0, 1}));
      assertThat(problem.radius(new Frobenius()) / unit)
          .isCloseTo(
              Math.sqrt(50), offset(Math.max(Tolerance.CLOSED_FORM, Double.MIN_VALUE / unit / 2)));
      assertThat(problem.radius(new Max())).isEqualTo(14 * unit);
    }
    MarginProblem beyond =
        new MarginProblem(
            new LabelledData(1, 2, new double[] {1, Double.MAX_VALUE}, new int[] {0, 1}));
    assertThatThrownBy(() -> beyond.radius(new Frobenius()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sample 2 is too long: its radius is beyond the largest double, 1.8e+308");
  }

  @Example
  void what_does_not_fit_is_refused() {
    MarginProblem problem = Instances.eightSamples();
    assertThatThrownBy(() -> problem.margins(Matrix.zero(5, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("W is 5 × 4, expected 4 × 5");
    assertThatThrownBy(() -> problem.combination(new double[8]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("8 weights, expected 24");
  }
}
