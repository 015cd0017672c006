package org.noiseproof.fast.ensemble;

import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.Problem;
import org.noiseproof.random.Streams;

/** ∇F(x) and noise, of all lanes. */
final class LaneNoisyGradient implements LaneOracle {
  private final NoisyGradient oracle;
  private final double[] direction;
  private final LaneNoise noise;
  private final double[] draw;
  private final double[][] gradient;
  private final double[][] row;
  private final LaneBreaks breaks;

  private LaneNoisyGradient(NoisyGradient oracle, double[] direction, LaneNoise noise, int lanes) {
    this.oracle = oracle;
    this.direction = direction;
    this.noise = noise;
    draw = new double[lanes];
    gradient = new double[oracle.dimension()][lanes];
    row = new double[oracle.dimension()][lanes];
    breaks = new LaneBreaks(lanes);
  }

  /** Of the replicates from first on, at the beginning of their streams. */
  static LaneNoisyGradient of(NoisyGradient oracle, Streams streams, long first, int lanes) {
    return switch (oracle) {
      case NoisyGradient.Along along ->
          new LaneNoisyGradient(
              oracle,
              along.direction().stream().mapToDouble(Double::doubleValue).toArray(),
              LaneNoise.of(along.law(), streams, first, lanes),
              lanes);
      case NoisyGradient.PerCoordinate each ->
          new LaneNoisyGradient(
              oracle, new double[0], LaneNoise.of(each.law(), streams, first, lanes), lanes);
    };
  }

  /** F. */
  Problem problem() {
    return oracle.problem();
  }

  /** ∇F where it was last looked at. */
  double[][] gradient() {
    return gradient;
  }

  @Override
  public void at(double[][] x) {
    LaneProblem.gradient(problem(), x, gradient);
  }

  @Override
  public double[][] sample() {
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
    breaks.look(row);
    return row;
  }

  @Override
  public boolean broke(int lane) {
    return breaks.of(lane);
  }

  private void add(double[] gradient, double by, double[] into) {
    for (int l = 0; l < into.length; l++) {
      into[l] = gradient[l] + draw[l] * by;
    }
  }
}
