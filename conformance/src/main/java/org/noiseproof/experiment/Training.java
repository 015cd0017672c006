package org.noiseproof.experiment;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.data.Digits;
import org.noiseproof.data.LabelledData;
import org.noiseproof.fast.model.NetworkGradient;
import org.noiseproof.fast.model.NetworkGradient.Evaluation;
import org.noiseproof.model.Network;
import org.noiseproof.model.SignNoise;
import org.noiseproof.noise.SymmetricPareto;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.statistics.MedianBand;

/**
 * One run: a start, an order of the samples and noise that depend on the replicate alone, so that
 * all methods see the same ones.
 */
final class Training {
  private static final int START = 0;
  private static final int ORDER = 1;
  private static final int NOISE = 2;
  private static final int NOISE_AT_START = 3;

  /** Samples that go through the network at a time. */
  private static final int SAMPLES_AT_A_TIME = 64;

  private final Setting setting;
  private final Effort effort;
  private final Network network;
  private final LabelledData training;
  private final LabelledData test;
  private final Streams streams;
  private final long replicate;
  private final double[] start;
  private final NetworkGradient gradient;
  private final Optional<SymmetricPareto> law;

  Training(Setting setting, Effort effort, Digits digits, Streams streams, long replicate) {
    this.setting = setting;
    this.effort = effort;
    this.network = setting.network();
    this.training = digits.training();
    this.test = digits.test();
    this.streams = streams;
    this.replicate = replicate;
    start = network.start(streams.replicate(replicate, START));
    gradient = new NetworkGradient(network, SAMPLES_AT_A_TIME);
    law =
        setting.noisy()
            ? Optional.of(setting.law(median(gradient.norms(start, training, all(), null))))
            : Optional.empty();
  }

  /**
   * What came of a run.
   *
   * @param threshold that the rule gave, ∞ where nothing is clipped
   * @param losses the mean loss on the training samples after each epoch, from 0; only the last
   *     where no more were asked for. ∞ where the parameters or the loss are not finite
   * @param accuracy on the test samples
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Run(double threshold, double[] losses, double accuracy) {
    double finalLoss() {
      return losses[losses.length - 1];
    }
  }

  Run run(Backend backend, Method method, double learningRate, boolean everyEpoch) {
    double threshold = method.clips() ? threshold(method) : Double.POSITIVE_INFINITY;
    EstimatorSpec estimator = method.estimator(threshold, setting.beta(), effort.microBatch());
    Optimizer optimizer = backend.optimizer(method.optimizer(learningRate)).orElseThrow();
    OptimizerState state = optimizer.start(start);
    RandomStream order = streams.replicate(replicate, ORDER);
    RandomStream noise = streams.replicate(replicate, NOISE);
    double[] losses = new double[everyEpoch ? effort.epochs() + 1 : 1];
    Arrays.fill(losses, Double.POSITIVE_INFINITY);
    losses[0] = everyEpoch ? loss(start) : losses[0];
    int[] samples = all();
    for (int epoch = 1; epoch <= effort.epochs(); epoch++) {
      shuffle(samples, order);
      for (int from = 0; from + effort.batch() <= samples.length; from += effort.batch()) {
        int[] batch = Arrays.copyOfRange(samples, from, from + effort.batch());
        double[] g =
            gradient.estimate(
                estimator, state.parameters(), training, batch, noise(batch.length, noise));
        if (!Arrays.stream(g).allMatch(Double::isFinite)) {
          return new Run(threshold, losses, 0);
        }
        state = optimizer.step(state, g);
      }
      if (everyEpoch || epoch == effort.epochs()) {
        losses[everyEpoch ? epoch : 0] = loss(state.parameters());
      }
    }
    return new Run(threshold, losses, gradient.evaluate(state.parameters(), test).accuracy());
  }

  /** The median norm of what the method clips, over the training samples at the start. */
  private double threshold(Method method) {
    int group = method.group(effort);
    int[] samples = all();
    shuffle(samples, streams.replicate(replicate, ORDER));
    RandomStream noise = streams.replicate(replicate, NOISE_AT_START);
    if (group == 1) {
      return median(gradient.norms(start, training, samples, noise(samples.length, noise)));
    }
    double[] norms = new double[Math.max(1, samples.length / group)];
    for (int i = 0; i < norms.length; i++) {
      int[] some =
          Arrays.copyOfRange(samples, i * group, Math.min(samples.length, (i + 1) * group));
      double[] mean =
          gradient.estimate(new Mean(), start, training, some, noise(some.length, noise));
      norms[i] = Math.sqrt(Arrays.stream(mean).map(x -> x * x).sum());
    }
    return median(norms);
  }

  private @Nullable SignNoise noise(int samples, RandomStream random) {
    return law.map(l -> SignNoise.draw(network, l, samples, random)).orElse(null);
  }

  private double loss(double[] parameters) {
    Evaluation evaluation = gradient.evaluate(parameters, training);
    return Double.isFinite(evaluation.loss()) ? evaluation.loss() : Double.POSITIVE_INFINITY;
  }

  private int[] all() {
    return IntStream.range(0, training.samples()).toArray();
  }

  /** Fisher and Yates 1938, every order as likely. */
  private static void shuffle(int[] samples, RandomStream random) {
    for (int i = samples.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = samples[i];
      samples[i] = samples[j];
      samples[j] = swapped;
    }
  }

  private static double median(double[] values) {
    return MedianBand.of(values).median();
  }
}
