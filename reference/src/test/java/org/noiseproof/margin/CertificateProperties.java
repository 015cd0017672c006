package org.noiseproof.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.noiseproof.data.GaussianClusters;
import org.noiseproof.data.LabelledData;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;
import org.noiseproof.reference.ExactNorm;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;

class CertificateProperties {
  private static final List<NormSpec> NORMS =
      List.of(
          new Frobenius(),
          new Max(),
          new L1(),
          new Spectral(),
          new Nuclear(),
          new Schatten(3),
          new Schatten(1.25),
          new KyFan(2),
          new KyFanDual(2));

  private static final MarginProblem T8 = Instances.eightSamples();

  private static MarginProblem random(int classes, int features, long seed) {
    return new MarginProblem(new GaussianClusters(classes, 3, features, 2, seed).data());
  }

  private static Matrix normal(int rows, int columns, RandomStream random) {
    double[] entries = new double[rows * columns];
    Arrays.setAll(entries, _ -> random.nextNormal());
    return Matrix.of(rows, columns, entries);
  }

  private static double[] positive(int count, RandomStream random) {
    double[] p = new double[count];
    Arrays.setAll(p, _ -> Math.abs(random.nextNormal()));
    return p;
  }

  /** p of pairs (sample, wrong class, weight). */
  private static double[] weights(MarginProblem problem, double[]... pairs) {
    double[] p = new double[problem.pairs()];
    for (double[] pair : pairs) {
      p[problem.pair((int) pair[0], (int) pair[1])] = pair[2];
    }
    return p;
  }

  @Property(tries = 60, seed = "1")
  void no_two_witnesses_contradict_each_other(
      @ForAll @IntRange(min = 2, max = 5) int classes,
      @ForAll @IntRange(min = 1, max = 6) int features,
      @ForAll long seed) {
    MarginProblem problem = random(classes, features, seed);
    RandomStream random = Streams.of(seed, "witnesses").replicate(0);
    for (NormSpec norm : NORMS) {
      double[] p = positive(problem.pairs(), random);
      // A p itself is a good W, as far as there is one.
      for (Matrix w :
          List.of(normal(classes, features, random), Certificate.combination(problem, p))) {
        Certificate certificate = Certificate.of(problem, norm, w, p);
        assertThat(certificate.lower()).isBetween(0.0, certificate.upper());
        assertThat(certificate.gap()).isBetween(0.0, 1.0);
      }
    }
  }

  @Property(tries = 100, seed = "2")
  void the_lower_end_is_the_largest_double_below_the_quotient(
      @ForAll @IntRange(min = 2, max = 4) int classes, @ForAll long seed) {
    MarginProblem problem = Instances.orthonormal(classes);
    RandomStream random = Streams.of(seed, "lower").replicate(0);
    double[] entries = normal(classes, classes, random).entries();
    for (int i = 0; i < classes; i++) {
      entries[i * classes + i] += 8;
    }
    Matrix w = Matrix.of(classes, classes, entries);
    Dyadic margin = Certificate.margin(problem, w);
    Dyadic norm = ExactNorm.enclose(new L1(), w).upper();
    double lower = Certificate.lower(problem, new L1(), w);

    assertThat(Dyadic.of(lower).times(norm)).isLessThanOrEqualTo(margin);
    assertThat(Dyadic.of(Math.nextUp(lower)).times(norm)).isGreaterThan(margin);
  }

  @Property(tries = 20, seed = "4")
  void a_matrix_that_is_no_doubles_has_a_lower_end_below_its_quotient(@ForAll long seed) {
    MarginProblem problem = Instances.orthonormal(3);
    RandomStream random = Streams.of(seed, "dyadic").replicate(0);
    Dyadic[] w = new Dyadic[9];
    for (int e = 0; e < w.length; e++) {
      Dyadic tail = Dyadic.of(random.nextNormal()).scale(-60);
      w[e] = Dyadic.of(random.nextNormal() + (e % 4 == 0 ? 16 : 0)).plus(tail);
    }
    Dyadic margin = w[0].minus(w[3]);
    Dyadic sum = Dyadic.ZERO;
    for (int e = 0; e < w.length; e++) {
      int own = e % 3 * 4;
      margin = e == own || margin.compareTo(w[own].minus(w[e])) < 0 ? margin : w[own].minus(w[e]);
      sum = sum.plus(w[e].abs());
    }
    double lower = Certificate.lower(problem, new L1(), w);

    assertThat(Dyadic.of(lower).times(sum)).isLessThanOrEqualTo(margin);
    assertThat(Dyadic.of(lower * (1 + 0x1p-45)).times(sum)).isGreaterThan(margin);
  }

  @Property(tries = 50, seed = "3")
  void scaling_a_witness_by_a_power_of_two_changes_nothing(@ForAll long seed) {
    RandomStream random = Streams.of(seed, "scale").replicate(0);
    double[] p = positive(T8.pairs(), random);
    Matrix w = T8.combination(p);
    for (NormSpec norm : NORMS) {
      assertThat(Certificate.of(T8, norm, w.times(0x1p-300), scaled(p, 0x1p40)))
          .isEqualTo(Certificate.of(T8, norm, w, p));
    }
  }

  private static double[] scaled(double[] p, double factor) {
    return Arrays.stream(p).map(x -> factor * x).toArray();
  }

  @Example
  void rational_witnesses_give_the_largest_entry_s_margin_of_eight_samples() {
    Matrix w =
        Matrix.ofRows(
            new double[] {1, 61 / 99.0, -1, -1, 1},
            new double[] {-91 / 99.0, 1, -9 / 11.0, -1, -16 / 33.0},
            new double[] {-1, -1, 1, -85 / 99.0, 0},
            new double[] {-1, -83 / 99.0, -9 / 11.0, 1, -1});
    double[] p =
        weights(
            T8,
            new double[] {1, 2, 1 / 3.0},
            new double[] {2, 0, 4 / 33.0},
            new double[] {2, 3, 1 / 22.0},
            new double[] {5, 0, 5 / 33.0},
            new double[] {5, 3, 1 / 66.0},
            new double[] {6, 1, 1 / 6.0},
            new double[] {7, 2, 1 / 6.0});
    encloses(T8, new Max(), w, p, 157 / 33.0);
  }

  @Example
  void rational_witnesses_give_the_sum_s_margin_of_eight_samples() {
    Matrix w =
        Matrix.ofRows(
            new double[] {2 / 7.0, 0, 0, -17 / 280.0, 0},
            new double[] {0, 6 / 35.0, 0, 0, 0},
            new double[] {0, -3 / 70.0, 3 / 14.0, 0, 0},
            new double[] {0, 0, 0, 9 / 40.0, 0});
    double[] p =
        weights(
            T8,
            new double[] {1, 1, 39 / 280.0},
            new double[] {1, 2, 47 / 280.0},
            new double[] {2, 3, 3 / 20.0},
            new double[] {5, 0, 43 / 280.0},
            new double[] {5, 3, 39 / 280.0},
            new double[] {7, 2, 1 / 4.0});
    encloses(T8, new L1(), w, p, 129 / 280.0);
  }

  /** Within a few units in the last place, since the witnesses themselves had to be rounded. */
  private static void encloses(
      MarginProblem problem, NormSpec norm, Matrix w, double[] p, double margin) {
    Certificate certificate = Certificate.of(problem, norm, w, p);
    double few = 16 * Math.ulp(margin);
    assertThat(certificate.lower()).isBetween(margin - few, margin);
    assertThat(certificate.upper()).isBetween(margin, margin + few);
    assertThat(certificate.separable()).contains(true);
  }

  @Example
  void orthonormal_samples_have_their_closed_margins() {
    int k = 4;
    MarginProblem problem = Instances.orthonormal(k);
    Matrix identity = Matrix.of(k, k, identity(k));
    double[] ones = new double[k * k];
    Arrays.fill(ones, 1);
    Matrix all = Matrix.of(k, k, ones);
    double[] uniform = new double[problem.pairs()];
    Arrays.fill(uniform, 1);
    Matrix centred = identity.minus(all.times(1.0 / k));

    // 2 I − J has entries ±1: the norm is the largest entry, not the largest sum of a row.
    assertThat(Certificate.of(problem, new Max(), identity.times(2).minus(all), uniform))
        .returns(2.0, Certificate::lower)
        .returns(2.0, Certificate::upper);
    assertThat(Certificate.of(problem, new L1(), identity, uniform))
        .returns(0.25, Certificate::lower)
        .returns(0.25, Certificate::upper);
    encloses(problem, new Frobenius(), centred, uniform, 1 / Math.sqrt(3));
    encloses(problem, new Spectral(), centred, uniform, 1);
    encloses(problem, new Nuclear(), centred, uniform, 1 / 3.0);
    encloses(problem, new Schatten(3), centred, uniform, 1 / Math.cbrt(3));
    encloses(problem, new KyFan(2), centred, uniform, 0.5);
    encloses(problem, new KyFanDual(2), centred, uniform, 2 / 3.0);
  }

  private static double[] identity(int k) {
    double[] entries = new double[k * k];
    for (int i = 0; i < k; i++) {
      entries[i * k + i] = 1;
    }
    return entries;
  }

  @Example
  void the_norm_itself_in_place_of_its_dual_would_contradict_a_witness() {
    MarginProblem problem = Instances.orthonormal(3);
    double[] uniform = new double[problem.pairs()];
    Arrays.fill(uniform, 1);
    Matrix w =
        Matrix.of(3, 3, identity(3)).times(2).minus(Matrix.of(3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1));
    Matrix combination = Certificate.combination(problem, uniform);

    assertThat(ExactNorm.enclose(new Max(), combination).ceiling())
        .isLessThan(Certificate.lower(problem, new Max(), w));
  }

  @Example
  void a_negative_weight_would_contradict_a_witness_and_is_refused() {
    double[] p = weights(T8, new double[] {0, 1, 2}, new double[] {1, 1, -1});

    assertThat(ExactNorm.encloseDual(new L1(), T8.combination(p)).ceiling()).isPositive();
    assertThatThrownBy(() -> Certificate.upper(T8, new L1(), p))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("p[3] = -1.0 is out of range: 0 ≤ p[3] < ∞");
  }

  @Example
  void what_is_no_witness_is_refused_by_name() {
    assertThatThrownBy(() -> Certificate.upper(T8, new L1(), new double[3]))
        .hasMessageContaining("p has 3 weights, expected one a pair, 24");
    assertThatThrownBy(() -> Certificate.upper(T8, new L1(), new double[24]))
        .hasMessageContaining("p is 0 everywhere");
    double[] infinite = weights(T8, new double[] {0, 1, Double.POSITIVE_INFINITY});
    assertThatThrownBy(() -> Certificate.upper(T8, new L1(), infinite))
        .hasMessageContaining("p[0] = Infinity");
    assertThatThrownBy(() -> Certificate.lower(T8, new L1(), Matrix.zero(4, 4)))
        .hasMessageContaining("expected 4 × 5");
    Matrix broken = Matrix.zero(4, 5).times(Double.NaN);
    assertThatThrownBy(() -> Certificate.lower(T8, new L1(), broken))
        .hasMessageContaining("not finite");
  }

  @Example
  void one_sample_with_two_labels_is_proven_not_to_be_separable() {
    MarginProblem twice =
        new MarginProblem(
            new LabelledData(2, 3, new double[] {0.1, 7, 0.1, 7, -1, 0}, new int[] {0, 1, 2}));
    double[] p = weights(twice, new double[] {0, 1, 0.5}, new double[] {1, 0, 0.5});
    for (NormSpec norm : NORMS) {
      Certificate certificate = Certificate.of(twice, norm, twice.zero(), p);
      assertThat(certificate.lower()).isZero();
      assertThat(certificate.upper()).isZero();
      assertThat(certificate.separable()).contains(false);
    }
  }

  @Example
  void weights_that_cancel_but_for_rounding_prove_nothing() {
    // A threshold at 2.3e-19 separates them, far below what rounding the ones could change.
    MarginProblem close =
        new MarginProblem(
            new LabelledData(
                2,
                2,
                new double[] {1, 1.6e-19, 1, 3e-19, 1, 1.5e-19, 1, 3.2e-19},
                new int[] {0, 1, 0, 1}));
    Matrix w = Matrix.of(2, 2, 2.3e-19, -1, -2.3e-19, 1);
    for (NormSpec norm : NORMS) {
      Certificate open = Certificate.of(close, norm, close.zero(), new double[] {1, 1, 1, 1});
      assertThat(open.separable()).isEmpty();
      assertThat(open.separableToRounding()).contains(false);
      assertThat(Certificate.of(close, norm, w, new double[] {1, 1, 1, 1}).separable())
          .contains(true);
    }
  }

  @Example
  void witnesses_that_tell_nothing_say_so() {
    double[] uniform = new double[T8.pairs()];
    Arrays.fill(uniform, 1);
    Certificate certificate = Certificate.of(T8, new Frobenius(), T8.zero(), uniform);

    assertThat(certificate.lower()).isZero();
    assertThat(certificate.separable()).isEqualTo(Optional.empty());
    assertThat(certificate.gap()).isEqualTo(1);
  }
}
