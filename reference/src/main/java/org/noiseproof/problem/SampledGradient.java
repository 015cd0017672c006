package org.noiseproof.problem;

import java.util.stream.IntStream;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLaw;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.Sampling;
import org.noiseproof.random.RandomStream;

/**
 * The gradients ∇ℓ(θ; z_k) of a batch: minibatch noise itself, nothing is added.
 *
 * @param loss ℓ
 * @param law of z
 * @param sampling how a batch is drawn; without replacement from a {@link Population} only
 */
public record SampledGradient(SampleLoss loss, SampleLaw law, Sampling sampling)
    implements GradientOracle {
  public SampledGradient {
    if (loss.inputs() != law.inputs() || loss.outputs() != law.outputs()) {
      throw new IllegalArgumentException(
          "law has %d features and %d targets, the loss expects %d and %d"
              .formatted(law.inputs(), law.outputs(), loss.inputs(), loss.outputs()));
    }
    if (sampling == Sampling.WITHOUT_REPLACEMENT && !(law instanceof Population)) {
      throw new IllegalArgumentException(
          "law = " + law + " is out of range: a population, without replacement");
    }
  }

  /** Every sample drawn anew. */
  public SampledGradient(SampleLoss loss, SampleLaw law) {
    this(loss, law, Sampling.WITH_REPLACEMENT);
  }

  @Override
  public int dimension() {
    return loss.parameters();
  }

  /**
   * With replacement, the draws of the law one after the other. Without, the first n places of a
   * shuffle of Fisher and Yates: place k changes with place k + {@link RandomStream#nextIndex} of N
   * − k.
   */
  @Override
  public double[] sample(double[] x, int samples, RandomStream random) {
    int d = dimension();
    requireBatch(samples);
    double[] rows = new double[Math.multiplyExact(d, samples)];
    int[] order = new int[0];
    if (sampling == Sampling.WITHOUT_REPLACEMENT && law instanceof Population population) {
      order = IntStream.range(0, population.size()).toArray();
    }
    for (int k = 0; k < samples; k++) {
      Sample z = draw(k, order, random);
      System.arraycopy(loss.gradient(x, z), 0, rows, k * d, d);
    }
    return rows;
  }

  /**
   * Refuses a batch that cannot be drawn.
   *
   * @throws IllegalArgumentException where it is empty, or larger than the population without
   *     replacement
   */
  public void requireBatch(int samples) {
    sampling.require(law instanceof Population p ? p.size() : Integer.MAX_VALUE, samples);
  }

  private Sample draw(int k, int[] order, RandomStream random) {
    if (law instanceof Population population && order.length > 0) {
      int other = k + random.nextIndex(order.length - k);
      int chosen = order[other];
      order[other] = order[k];
      return population.get(chosen);
    }
    return law.draw(random);
  }
}
