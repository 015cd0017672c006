package org.noiseproof.fast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.backend.Batch;
import org.noiseproof.data.Digits;
import org.noiseproof.data.LabelledData;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.model.ExactGradient;
import org.noiseproof.model.ExactNetwork;
import org.noiseproof.model.Network;
import org.noiseproof.model.SignNoise;
import org.noiseproof.noise.SymmetricPareto;
import org.noiseproof.random.Streams;
import org.noiseproof.reference.ReferenceBackend;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.EstimatorSpec.Sign;

/**
 * Against the reference estimator on rows that were written down. Clipping moves two vectors no
 * further apart, so the error of the estimate is at most the mean error of the rows, and what the
 * estimate's own roundings add.
 */
class NetworkGradientTest {
  private static final ReferenceBackend REFERENCE = new ReferenceBackend();
  private static final Digits DIGITS = Digits.load();

  private static final List<EstimatorSpec> SPECS =
      List.of(
          new Mean(),
          new PerSampleClip(0.5, 1.5),
          new PerSampleClip(1, Double.POSITIVE_INFINITY),
          new PerSampleClip(0, 2),
          new PerSampleClip(Double.POSITIVE_INFINITY, 2),
          new BatchClip(0.25),
          new MicroBatchClip(0.5, 1),
          new MicroBatchClip(0.5, 3),
          new MicroBatchClip(0.25, 1000));

  /** A batch of some network. */
  private record Problem(
      Network network,
      LabelledData data,
      List<Integer> samples,
      List<Double> at,
      @Nullable SignNoise noise) {

    static Problem of(Network network, LabelledData data, int n, long seed, boolean noisy) {
      SplittableRandom random = new SplittableRandom(seed);
      double scale = Math.scalb(1.0, random.nextInt(-6, 3));
      return new Problem(
          network,
          data,
          random.ints(n, 0, data.samples()).boxed().toList(),
          random.doubles(network.parameters(), -scale, scale).boxed().toList(),
          noisy
              ? SignNoise.draw(
                  network, new SymmetricPareto(1.5, 0.5), n, Streams.of(seed, "noise").replicate(0))
              : null);
    }

    int n() {
      return samples.size();
    }

    int[] order() {
      return samples.stream().mapToInt(k -> k).toArray();
    }

    double[] parameters() {
      return at.stream().mapToDouble(x -> x).toArray();
    }

    double[] estimate(EstimatorSpec spec, int samplesAtATime) {
      return new NetworkGradient(network, samplesAtATime)
          .estimate(spec, parameters(), data, order(), noise);
    }

    /** By the reference estimator on the reference's own rows. */
    double[] expected(EstimatorSpec spec) {
      return REFERENCE.estimator(spec).orElseThrow().estimate(rows());
    }

    Batch rows() {
      double[] rows = network.gradients(parameters(), data, order()).values();
      for (int k = 0; k < n() && noise != null; k++) {
        noise.addTo(rows, k * network.parameters(), k);
      }
      return Batch.of(n(), network.parameters(), rows);
    }

    /** (1/n) Σ ‖G_k‖; with noise the norm of a sum whose terms may cancel counts besides. */
    double gauge() {
      Batch rows = rows();
      double sum = 0;
      for (int k = 0; k < n(); k++) {
        int sample = samples.get(k);
        ExactGradient exact =
            ExactNetwork.gradient(network, parameters(), data.input(sample), data.label(sample));
        double own = exact.gauge();
        sum += own;
        if (noise != null) {
          double terms = own + Math.abs(noise.radius(k));
          sum += terms + terms * terms / norm(rows.row(k));
        }
      }
      return sum / n();
    }

    /** 1 where the difference of the two is all that the roundings of both may cost. */
    double ratio(double[] one, double[] other) {
      double[] difference = new double[one.length];
      for (int j = 0; j < one.length; j++) {
        difference[j] = one[j] - other[j];
      }
      int depth = 2 * new NetworkGradient(network, 1).depth(n());
      return norm(difference) / (Tolerance.gamma(depth, Tolerance.UNIT_ROUNDOFF) * gauge());
    }
  }

  private static double norm(double[] x) {
    double squares = 0;
    for (double entry : x) {
      squares += entry * entry;
    }
    return Math.sqrt(squares);
  }

  private static Problem small(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int features = random.nextInt(1, 12);
    int classes = random.nextInt(2, 11);
    Network network =
        switch (random.nextInt(3)) {
          case 0 -> Network.softmaxRegression(features, classes);
          case 1 -> Network.twoLayers(features, random.nextInt(1, 10), classes);
          default -> new Network(List.of(features, 3, 5, classes));
        };
    int n = 8;
    LabelledData data =
        new LabelledData(
            features,
            classes,
            random.doubles((long) n * features, -1, 1).toArray(),
            random.ints(n, 0, classes).toArray());
    return Problem.of(network, data, random.nextInt(1, 20), seed, random.nextBoolean());
  }

  @Test
  void every_estimate_is_that_of_the_rows_written_down() {
    for (long seed = 0; seed < 60; seed++) {
      Problem problem = small(seed);
      EstimatorSpec spec = SPECS.get((int) (seed % SPECS.size()));
      double[] estimate = problem.estimate(spec, 1 + (int) (seed % 7));
      assertThat(problem.ratio(estimate, problem.expected(spec)))
          .as("%s of %s, seed %d", spec, problem.network(), seed)
          .isLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void on_the_digits_too(boolean noisy) {
    Network network = Network.twoLayers(Digits.FEATURES, 5, Digits.CLASSES);
    Problem problem = Problem.of(network, DIGITS.training(), 30, 7, noisy);
    for (EstimatorSpec spec : List.of(new PerSampleClip(0.5, 1.5), new MicroBatchClip(0.2, 8))) {
      assertThat(problem.ratio(problem.estimate(spec, 16), problem.expected(spec)))
          .isLessThanOrEqualTo(1);
    }
  }

  @Test
  void an_estimate_that_forgets_the_bias_in_its_norms_is_found() {
    Network network = Network.softmaxRegression(3, 4);
    LabelledData data =
        new LabelledData(3, 4, new double[] {1, 0.5, 0.25, -1, 1, 0}, new int[] {2, 0});
    Problem problem = Problem.of(network, data, 4, 11, false);
    PerSampleClip clip = new PerSampleClip(0.25, 1.5);
    double[] rows = problem.rows().values();
    double[] wrong = new double[network.parameters()];
    for (int k = 0; k < 4; k++) {
      double squares = 0;
      for (int j = 0; j < wrong.length; j++) {
        double entry = rows[k * wrong.length + j];
        squares += j % 4 == 3 ? 0 : entry * entry;
      }
      double tau = 0.25 * Math.pow(k + 1, 1 / 1.5);
      for (int j = 0; j < wrong.length; j++) {
        wrong[j] += Math.min(1, tau / Math.sqrt(squares)) * rows[k * wrong.length + j] / 4;
      }
    }
    assertThat(problem.ratio(wrong, problem.expected(clip))).isGreaterThan(1);
  }

  @Test
  void without_noise_bits_do_not_depend_on_how_many_samples_go_at_a_time() {
    for (long seed = 0; seed < 20; seed++) {
      Problem noisy = small(seed);
      Problem problem =
          new Problem(noisy.network(), noisy.data(), noisy.samples(), noisy.at(), null);
      for (EstimatorSpec spec : SPECS) {
        double[] atOnce = problem.estimate(spec, 32);
        assertThat(problem.estimate(spec, 4)).isEqualTo(atOnce);
        assertThat(problem.estimate(spec, 5)).isEqualTo(atOnce);
      }
    }
  }

  @Test
  void norms_and_rows_are_those_of_the_reference() {
    Problem problem = small(5);
    NetworkGradient gradient = new NetworkGradient(problem.network(), 4);
    double[] at = problem.parameters();
    Batch rows = gradient.rows(at, problem.data(), problem.order(), problem.noise());
    double[] norms = gradient.norms(at, problem.data(), problem.order(), problem.noise());
    Batch expected = problem.rows();
    double allowed =
        Tolerance.gamma(2L * gradient.depth(problem.n()), Tolerance.UNIT_ROUNDOFF)
            * problem.gauge()
            * problem.n();
    for (int k = 0; k < problem.n(); k++) {
      double[] difference = rows.row(k);
      for (int j = 0; j < difference.length; j++) {
        difference[j] -= expected.at(k, j);
      }
      assertThat(norm(difference)).isLessThanOrEqualTo(allowed);
      assertThat(Math.abs(norms[k] - norm(expected.row(k)))).isLessThanOrEqualTo(allowed);
    }
  }

  @Test
  void an_evaluation_is_the_mean_loss_and_the_share_of_right_classes() {
    Network network = Network.softmaxRegression(Digits.FEATURES, Digits.CLASSES);
    NetworkGradient gradient = new NetworkGradient(network, 100);
    NetworkGradient.Evaluation blank =
        gradient.evaluate(new double[network.parameters()], DIGITS.test());
    assertThat(blank.accuracy()).isZero();
    double[] parameters = network.start(Streams.of(1, "evaluation").replicate(0));
    double loss =
        IntStream.range(0, DIGITS.test().samples())
            .mapToDouble(
                k -> network.loss(parameters, DIGITS.test().input(k), DIGITS.test().label(k)))
            .average()
            .orElseThrow();
    assertThat(Math.abs(gradient.evaluate(parameters, DIGITS.test()).loss() - loss))
        .isLessThanOrEqualTo(Tolerance.CLOSED_FORM * loss);
  }

  @Test
  void micro_batch_clipping_needs_one_gradient_more_and_per_sample_clipping_none() {
    Network network = Network.twoLayers(Digits.FEATURES, 32, Digits.CLASSES);
    long mean = bytes(network, new Mean());
    long oneGradient = Double.BYTES * 8L * 4 * (8 * 9 + 3 * 5) + 32L * Double.BYTES;
    assertThat(bytes(network, new BatchClip(1))).isEqualTo(mean);
    assertThat(bytes(network, new MicroBatchClip(1, 16)) - mean).isEqualTo(oneGradient);
    assertThat(bytes(network, new PerSampleClip(1, 2)) - mean).isEqualTo(128L * Double.BYTES);
  }

  private static long bytes(Network network, EstimatorSpec spec) {
    NetworkGradient gradient = new NetworkGradient(network, 16);
    int[] samples = IntStream.range(0, 128).toArray();
    for (int step = 0; step < 3; step++) {
      gradient.estimate(spec, new double[network.parameters()], DIGITS.training(), samples);
    }
    return gradient.bytes();
  }

  @Test
  void what_does_not_fit_is_refused() {
    Network network = Network.softmaxRegression(Digits.FEATURES, Digits.CLASSES);
    NetworkGradient gradient = new NetworkGradient(network, 16);
    double[] parameters = new double[network.parameters()];
    assertThatThrownBy(() -> gradient.estimate(new Sign(), parameters, DIGITS.test(), 1))
        .hasMessageContaining("is not for networks");
    assertThatThrownBy(() -> gradient.estimate(new Mean(), parameters, DIGITS.test()))
        .hasMessageContaining("no samples");
    assertThatThrownBy(() -> gradient.estimate(new Mean(), new double[3], DIGITS.test(), 1))
        .hasMessage("parameters has 3 entries, expected 650");
    SignNoise two =
        SignNoise.draw(network, new SymmetricPareto(1.5, 1), 2, Streams.of(1, "two").replicate(0));
    assertThatThrownBy(
            () -> gradient.estimate(new Mean(), parameters, DIGITS.test(), new int[] {1}, two))
        .hasMessage("noise for 2 samples, expected 1");
    assertThatThrownBy(() -> new NetworkGradient(network, 0))
        .hasMessage("samplesAtATime = 0 is out of range: samplesAtATime ≥ 1");
  }
}
