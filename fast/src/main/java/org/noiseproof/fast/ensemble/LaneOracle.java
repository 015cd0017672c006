package org.noiseproof.fast.ensemble;

import java.util.Optional;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.random.Streams;

/** Noisy gradients of all lanes, the bits of {@link NoisyGradient#sample}, one sample a call. */
final class LaneOracle {
  private final NoisyGradient oracle;
  private final double[] direction;
  private final LaneNoise noise;
  private final double[] draw;
  private final double[][] row;
  private final double[] broken;

  private LaneOracle(NoisyGradient oracle, double[] direction, LaneNoise noise, int lanes) {
    this.oracle = oracle;
    this.direction = direction;
    this.noise = noise;
    draw = new double[lanes];
    row = new double[oracle.problem().dimension()][lanes];
    broken = new double[lanes];
  }

  /** The law of the noise, or empty where the oracle has no lanes. */
  static Optional<NoiseLaw> law(NoisyGradient oracle) {
    return switch (oracle) {
      case NoisyGradient.Along along -> Optional.of(along.law());
      case NoisyGradient.PerCoordinate each -> Optional.of(each.law());
    };
  }

  /** The oracle of the replicates from first on, at the beginning of their streams. */
  static LaneOracle of(NoisyGradient oracle, Streams streams, long first, int lanes) {
    LaneNoise noise = LaneNoise.of(law(oracle).orElseThrow(), streams, first, lanes);
    double[] direction =
        oracle instanceof NoisyGradient.Along along
            ? along.direction().stream().mapToDouble(Double::doubleValue).toArray()
            : new double[0];
    return new LaneOracle(oracle, direction, noise, lanes);
  }

  /**
   * The next sample.
   *
   * @param gradient ∇F(x), an array of all lanes for each coordinate
   * @return likewise; overwritten by the next sample
   */
  double[][] sample(double[][] gradient) {
    switch (oracle) {
      case NoisyGradient.Along _ -> {
        noise.draw(draw);
        for (int j = 0; j < row.length; j++) {
          add(gradient[j], direction[j], row[j]);
        }
      }
      case NoisyGradient.PerCoordinate _ -> {
        for (int j = 0; j < row.length; j++) {
          noise.draw(draw);
          add(gradient[j], 1, row[j]);
        }
      }
    }
    return row;
  }

  /** Whether a sample of the lane was not finite, now or ever. */
  boolean broke(int lane) {
    return Double.isNaN(broken[lane]);
  }

  private void add(double[] gradient, double by, double[] into) {
    for (int l = 0; l < into.length; l++) {
      double noisy = gradient[l] + draw[l] * by;
      into[l] = noisy;
      // 0 · noisy is NaN where it is not finite.
      broken[l] = Math.fma(0.0, noisy, broken[l]);
    }
  }
}
