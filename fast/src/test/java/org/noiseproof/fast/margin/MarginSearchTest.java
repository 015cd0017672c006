package org.noiseproof.fast.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.noiseproof.data.GaussianClusters;
import org.noiseproof.data.LabelledData;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.Certificate;
import org.noiseproof.margin.Instances;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;

class MarginSearchTest {
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

  /** What is asked for where a closed form is compared. */
  private static final double NARROW = 0x1p-24;

  private static MarginSearch searched(MarginProblem problem, NormSpec norm, double gap) {
    MarginSearch search = new MarginSearch(problem, norm);
    search.narrow(gap, () -> search.iterations() >= 300, _ -> {});
    return search;
  }

  private static void finds(MarginProblem problem, NormSpec norm, double margin) {
    Certificate certificate = searched(problem, norm, NARROW).certificate();
    assertThat(certificate.gap()).isLessThanOrEqualTo(NARROW);
    // The margin itself is given in doubles, with a rounding or two.
    assertThat(certificate.lower()).isLessThanOrEqualTo(margin * (1 + 8 * Tolerance.UNIT_ROUNDOFF));
    assertThat(certificate.upper())
        .isGreaterThanOrEqualTo(margin * (1 - 8 * Tolerance.UNIT_ROUNDOFF));
  }

  /** A margin known to so many decimals. */
  private static void finds(MarginProblem problem, NormSpec norm, String margin) {
    double known = Double.parseDouble(margin);
    double last = Math.pow(10, -(margin.length() - margin.indexOf('.') - 1));
    Certificate certificate = searched(problem, norm, NARROW).certificate();
    assertThat(certificate.gap()).isLessThanOrEqualTo(NARROW);
    assertThat(certificate.lower()).isLessThanOrEqualTo(known + last);
    assertThat(certificate.upper()).isGreaterThanOrEqualTo(known - last);
  }

  @Test
  void five_norms_of_eight_samples_have_their_known_margins() {
    MarginProblem problem = Instances.eightSamples();
    finds(problem, new Frobenius(), "1.36953779091");
    finds(problem, new Max(), 157 / 33.0);
    finds(problem, new L1(), 129 / 280.0);
    finds(problem, new Spectral(), "2.15388513010");
    finds(problem, new Nuclear(), "0.89686023157");
  }

  @Test
  void orthonormal_samples_have_their_closed_margins() {
    MarginProblem problem = Instances.orthonormal(5);
    finds(problem, new Frobenius(), 0.5);
    finds(problem, new Max(), 2);
    finds(problem, new L1(), 0.2);
    finds(problem, new Spectral(), 1);
    finds(problem, new Nuclear(), 0.25);
    finds(problem, new Schatten(3), Math.pow(4, -1 / 3.0));
    finds(problem, new KyFan(3), 1 / 3.0);
    finds(problem, new KyFanDual(3), 0.75);
  }

  @Test
  void scaled_orthogonal_samples_have_their_closed_margins() {
    MarginProblem problem = Instances.scaledOrthogonal(1, 2, 4);
    finds(problem, new Frobenius(), 1 / Math.sqrt(2 / 3.0 * (1 + 1 / 4.0 + 1 / 16.0)));
    finds(problem, new Max(), 2);
    finds(problem, new L1(), 4 / 7.0);
    finds(problem, new Nuclear(), "0.8067565580");
    finds(problem, new Spectral(), "1.2247448714");
    MarginProblem four = Instances.scaledOrthogonal(1, 1.25, 1.5, 2);
    finds(four, new Nuclear(), "0.4449097146");
    finds(four, new Spectral(), "1.1043152607");
  }

  @Test
  void two_opposite_samples_and_one_alone_have_their_closed_margins() {
    MarginProblem opposite = Instances.opposite(3, 1);
    MarginProblem alone = Instances.oneSample(4, 3, 4);
    for (NormSpec norm : List.of(new Frobenius(), new Spectral(), new Nuclear())) {
      finds(opposite, norm, Math.sqrt(20));
      finds(alone, norm, 5 * Math.sqrt(4 / 3.0));
    }
    finds(opposite, new Max(), 8);
    finds(opposite, new L1(), 3);
    finds(alone, new Max(), 14);
    finds(alone, new L1(), 4);
  }

  @Test
  void a_simplex_frame_has_the_margins_of_orthonormal_samples_times_a_root() {
    double root = Math.sqrt(4 / 3.0);
    MarginProblem problem = Instances.simplexFrame(4);
    finds(problem, new Frobenius(), root / Math.sqrt(3));
    finds(problem, new Max(), root * 2);
    finds(problem, new L1(), root / 4);
    finds(problem, new Nuclear(), root / 3);
  }

  @Test
  void a_ring_has_a_direction_of_rank_two_under_the_nuclear_norm() {
    MarginProblem problem = Instances.ring(6, 3, 0.5);
    finds(problem, new Nuclear(), Math.sqrt(27.25) / 12);
    finds(problem, new Frobenius(), Math.sqrt(7) / 4);
    finds(problem, new Spectral(), "1.2866922091");
  }

  @Test
  void more_of_the_same_samples_change_nothing_and_longer_ones_scale_the_margin() {
    double[][] x = {{1, 0, 2}, {0, 3, 1}, {1, 1, -1}};
    MarginProblem once = problem(3, new int[] {0, 1, 2}, x);
    MarginProblem more =
        problem(
            3, new int[] {0, 1, 2, 1, 0}, new double[][] {x[0], x[1], x[2], {0, 6, 2}, {1, 0, 2}});
    MarginProblem half =
        problem(
            3,
            new int[] {0, 1, 2},
            Arrays.stream(x)
                .map(row -> Arrays.stream(row).map(v -> v / 2).toArray())
                .toArray(double[][]::new));
    for (NormSpec norm : NORMS) {
      Certificate first = searched(once, norm, NARROW).certificate();
      Certificate second = searched(more, norm, NARROW).certificate();
      assertThat(first.lower()).isLessThanOrEqualTo(second.upper());
      assertThat(second.lower()).isLessThanOrEqualTo(first.upper());
      assertThat(searched(half, norm, NARROW).certificate())
          .isEqualTo(new Certificate(first.lower() / 2, first.upper() / 2, first.rounding() / 2));
    }
  }

  private static MarginProblem problem(int classes, int[] labels, double[][] x) {
    return new MarginProblem(
        new LabelledData(
            x[0].length,
            classes,
            Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray(),
            labels));
  }

  @Test
  void clusters_are_narrowed_under_every_norm_and_what_is_shown_is_what_was_proven() {
    MarginProblem problem = new MarginProblem(new GaussianClusters(4, 10, 6, 3, 5).data());
    for (NormSpec norm : NORMS) {
      MarginSearch search = searched(problem, norm, 1.0 / 100);
      Certificate certificate = search.certificate();

      assertThat(certificate.gap()).isLessThanOrEqualTo(1.0 / 100);
      assertThat(certificate.separable()).contains(true);
      assertThat(Certificate.of(problem, norm, search.direction(), search.weights()))
          .returns(certificate.lower(), Certificate::lower)
          .returns(certificate.upper(), Certificate::upper);
      assertThat(searched(problem, norm, NARROW).certificate())
          .satisfies(
              narrower -> {
                assertThat(narrower.lower()).isBetween(certificate.lower(), certificate.upper());
                assertThat(narrower.upper()).isBetween(certificate.lower(), certificate.upper());
              });
    }
  }

  @Test
  void the_same_steps_give_the_same_bits() {
    MarginProblem problem = new MarginProblem(new GaussianClusters(3, 5, 4, 3, 7).data());
    MarginSearch first = searched(problem, new Nuclear(), NARROW);
    MarginSearch second = searched(problem, new Nuclear(), NARROW);

    assertThat(second.direction()).isEqualTo(first.direction());
    assertThat(second.weights()).isEqualTo(first.weights());
    assertThat(second.iterations()).isEqualTo(first.iterations());
  }

  @Test
  void a_search_that_is_stopped_has_a_wider_interval_around_the_same_margin() {
    MarginProblem problem = Instances.eightSamples();
    MarginSearch search = new MarginSearch(problem, new Nuclear());
    Certificate early = search.narrow(NARROW, () -> search.iterations() >= 8, _ -> {});
    Certificate late = search.narrow(NARROW, () -> false, _ -> {});

    assertThat(early.gap()).isGreaterThan(late.gap());
    assertThat(late.lower()).isGreaterThanOrEqualTo(early.lower());
    assertThat(late.upper()).isLessThanOrEqualTo(early.upper());
  }

  @Test
  void data_that_no_matrix_separates_have_weights_that_cancel() {
    MarginProblem crossed =
        problem(2, new int[] {0, 0, 1, 1}, new double[][] {{1, 1}, {-1, -1}, {1, -1}, {-1, 1}});
    MarginProblem twice =
        problem(3, new int[] {0, 1, 2, 2}, new double[][] {{1.1, 2}, {1.1, 2}, {-3, 0.7}, {5, 1}});
    MarginProblem zero =
        problem(2, new int[] {0, 1, 1}, new double[][] {{1, 2}, {-1, 0.3}, {0, 0}});
    MarginProblem nothing = problem(2, new int[] {0, 1}, new double[][] {{0}, {0}});
    MarginProblem mixed = new MarginProblem(new GaussianClusters(3, 12, 3, 0.25, 3).data());
    for (MarginProblem problem : List.of(crossed, twice, zero, nothing, mixed)) {
      for (NormSpec norm : NORMS) {
        Certificate certificate = searched(problem, norm, 1.0 / 100).certificate();
        assertThat(certificate.separableToRounding()).contains(false);
        assertThat(certificate.separable()).isNotEqualTo(Optional.of(true));
        assertThat(certificate.lower()).isZero();
        assertThat(certificate.upper()).isLessThanOrEqualTo(certificate.rounding());
      }
    }
  }

  @Test
  void a_gap_that_doubles_do_not_allow_is_given_up() {
    MarginProblem problem = problem(2, new int[] {0, 1}, new double[][] {{1, 0}, {0, 1}});
    for (NormSpec norm : NORMS) {
      MarginSearch search = new MarginSearch(problem, norm);
      search.narrow(0x1p-60, () -> search.iterations() >= 500, _ -> {});
      assertThat(search.iterations()).isLessThan(200);
      assertThat(search.certificate().gap()).isLessThan(NARROW);
    }
  }

  @Test
  void a_feature_that_vanishes_beside_another_still_separates() {
    MarginProblem close =
        problem(
            2,
            new int[] {0, 1, 0, 1},
            new double[][] {{1, 1.6e-19}, {1, 3e-19}, {1, 1.5e-19}, {1, 3.2e-19}});
    MarginProblem signs = problem(2, new int[] {0, 1}, new double[][] {{1, 1e-17}, {1, -1e-17}});
    for (NormSpec norm : NORMS) {
      assertThat(searched(close, norm, 1.0 / 100).certificate().separable()).contains(true);
      assertThat(searched(signs, norm, 1.0 / 100).certificate().separable()).contains(true);
    }
    finds(signs, new Frobenius(), Math.sqrt(2) * 1e-17);
  }

  @Test
  void data_of_any_size_have_the_same_margin_times_that_size() {
    double[][] x = {{1, 0, 2}, {0, 3, 1}, {1, 1, -1}};
    int[] labels = {0, 1, 2};
    for (NormSpec norm : NORMS) {
      Certificate once = searched(problem(3, labels, x), norm, 1.0 / 100).certificate();
      for (double unit : new double[] {0x1p1000, 0x1p-900}) {
        double[][] sized =
            Arrays.stream(x)
                .map(row -> Arrays.stream(row).map(v -> v * unit).toArray())
                .toArray(double[][]::new);
        assertThat(searched(problem(3, labels, sized), norm, 1.0 / 100).certificate())
            .isEqualTo(
                new Certificate(once.lower() * unit, once.upper() * unit, once.rounding() * unit));
      }
    }
  }

  @Test
  void a_margin_of_a_thousandth_of_the_radius_is_still_found() {
    MarginProblem narrow =
        problem(2, new int[] {0, 1, 0}, new double[][] {{1, 0.001}, {1, -0.001}, {-3, 5}});
    finds(narrow, new Max(), 0.002);
    finds(narrow, new L1(), 0.001);
  }

  @Test
  void more_entries_than_a_step_can_solve_for_are_refused() {
    MarginProblem wide =
        new MarginProblem(new LabelledData(1501, 2, new double[3002], new int[] {0, 1}));

    assertThatThrownBy(() -> new MarginSearch(wide, new Frobenius()))
        .hasMessage("2 classes of 1501 features make a W of 3002 entries, expected at most 3000");
  }
}
