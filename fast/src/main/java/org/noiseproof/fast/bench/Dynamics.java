package org.noiseproof.fast.bench;

import java.util.Locale;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.PseudoHuber;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** The scalar runs that ensembles are measured on: clipped SGD on the pseudo-Huber function. */
public enum Dynamics {
  /** One sample a step, of a law of three points. */
  THREE_POINT(1),
  /** One sample a step, skewed with infinite variance. */
  SHIFTED_PARETO(1),
  /** The mean of 16 clipped samples a step. */
  PER_SAMPLE_CLIP_16(16);

  static final double RATE = 0.1;
  static final double THRESHOLD = 1;

  private final int samples;

  Dynamics(int samples) {
    this.samples = samples;
  }

  /** The name in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private NoiseLaw law() {
    return switch (this) {
      case THREE_POINT -> new ThreePoint(0.1, 3);
      case SHIFTED_PARETO, PER_SAMPLE_CLIP_16 -> new ShiftedPareto(1.5, 1);
    };
  }

  /** n. */
  public int samples() {
    return samples;
  }

  /** The run as data. */
  EnsembleSpec spec(long steps) {
    return EnsembleSpec.of(
        NoisyGradient.along(new PseudoHuber(1), law(), 1),
        samples,
        new PerSampleClip(THRESHOLD, Double.POSITIVE_INFINITY),
        new Sgd(RATE, 0, 0, false, 0),
        new double[1],
        steps,
        new Observable.Average(ProblemQuantity.SQUARED_GRADIENT));
  }

  /** What one would write without any of this: a loop over replicas, one over steps. */
  double[] plain(Streams streams, int replicas, long steps) {
    NoiseLaw law = law();
    double[] averages = new double[replicas];
    for (int r = 0; r < replicas; r++) {
      RandomStream random = streams.replicate(r);
      double x = 0;
      double sum = 0;
      for (long t = 0; t < steps; t++) {
        double gradient = x / Math.sqrt(1 + x * x);
        double clipped = 0;
        for (int k = 0; k < samples; k++) {
          clipped += Math.clamp(gradient + law.sample(random), -THRESHOLD, THRESHOLD);
        }
        sum += gradient * gradient;
        x -= RATE * (clipped / samples);
      }
      averages[r] = sum / steps;
    }
    return averages;
  }
}
