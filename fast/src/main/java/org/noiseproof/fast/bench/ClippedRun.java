package org.noiseproof.fast.bench;

import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.PseudoHuber;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** Clipped SGD on the pseudo-Huber function, observed by the average of F'². */
record ClippedRun(NoiseLaw law, int samples) implements Dynamics.Run {
  private static final double RATE = 0.1;
  private static final double THRESHOLD = 1;

  @Override
  public EnsembleSpec spec(long steps) {
    return EnsembleSpec.of(
        NoisyGradient.along(new PseudoHuber(1), law, 1),
        samples,
        new PerSampleClip(THRESHOLD, Double.POSITIVE_INFINITY),
        new Sgd(RATE, 0, 0, false, 0),
        new double[1],
        steps,
        new Observable.Average(ProblemQuantity.SQUARED_GRADIENT));
  }

  @Override
  public double[] plain(Streams streams, int replicas, long steps) {
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
