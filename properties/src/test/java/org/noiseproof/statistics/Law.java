package org.noiseproof.statistics;

import java.util.function.LongToDoubleFunction;
import org.noiseproof.random.Streams;

/** Laws on [0, 1] with known means. */
enum Law {
  UNIFORM(0.5),
  EVENT(0.3125),
  RARE(0.015625),
  NARROW(0.5 + 1.0 / 512),
  TINY(0.25e-9),
  NEAR_ONE(1 - 1.0 / 192);

  private static final Streams STREAMS = Streams.of(1, "Law");

  private final double mean;

  Law(double mean) {
    this.mean = mean;
  }

  double mean() {
    return mean;
  }

  private double quantile(double u) {
    return switch (this) {
      case UNIFORM -> u;
      case EVENT, RARE -> u < mean ? 1 : 0;
      case NARROW -> 0.5 + u / 256;
      case TINY -> u * u * u * 1e-9;
      case NEAR_ONE -> 1 - u * u / 64;
    };
  }

  /** Independent samples, others for each experiment. */
  LongToDoubleFunction sampler(String experiment) {
    Streams streams = STREAMS.within(experiment);
    return r -> quantile(streams.replicate(r).nextUniform());
  }

  double[] draw(int n, String experiment) {
    LongToDoubleFunction sampler = sampler(experiment);
    double[] samples = new double[n];
    for (int i = 0; i < n; i++) {
      samples[i] = sampler.applyAsDouble(i);
    }
    return samples;
  }
}
