package org.noiseproof.fast.ensemble;

import java.util.Optional;
import org.noiseproof.fast.Thresholds;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/**
 * The optimizers' steps on all lanes, and the buffers that they keep of each. Where a whole buffer
 * underflows, normalized_sgd takes the direction of what is left of it; with noise that is never
 * met.
 */
final class LaneOptimizer {
  private final OptimizerSpec spec;
  private final double[][] momentum;
  private final double[][] direction;
  private final LaneRescaling rescaling;
  private long steps;

  private LaneOptimizer(OptimizerSpec spec, int dimension, int lanes) {
    this.spec = spec;
    momentum = new double[dimension][lanes];
    direction = new double[dimension][lanes];
    rescaling = new LaneRescaling(lanes);
  }

  /** The optimizer before the first of some steps, or empty where it steps in no lanes. */
  static Optional<LaneOptimizer> of(OptimizerSpec spec, long steps, int dimension, int lanes) {
    boolean known =
        switch (spec) {
          case Sgd _, NormalizedSgd _ -> true;
          case ClippedSgd clipped -> Thresholds.reaches(clipped.threshold());
          // Each schedule is monotone, so that its thresholds lie between the first and the last.
          case Scheduled scheduled ->
              of(scheduled.at(1), 1, dimension, 0).isPresent()
                  && of(scheduled.at(steps), 1, dimension, 0).isPresent();
          // The sign of a buffer has to be decided before the buffer is rounded.
          case SignSgd sign -> sign.momentum() == 0;
          case Adam _, MatrixOptimizerSpec _, CoordinatewiseOptimizerSpec _ -> false;
        };
    return known ? Optional.of(new LaneOptimizer(spec, dimension, lanes)) : Optional.empty();
  }

  /** One step from x with the gradient g, which may be changed. */
  void step(double[][] x, double[][] g) {
    step(spec, spec.learningRate(), 1, x, g);
    steps++;
  }

  /** A step at this learning rate, and with the threshold times a factor. */
  private void step(
      OptimizerSpec spec, double rate, double thresholdFactor, double[][] x, double[][] g) {
    switch (spec) {
      case Sgd sgd -> sgd(sgd, rate, x, g);
      case ClippedSgd clipped ->
          clippedSgd(clipped, rate, clipped.threshold() * thresholdFactor, x, g);
      case NormalizedSgd normalized -> normalizedSgd(normalized, rate, x, g);
      case SignSgd _ -> {
        clearDirection();
        LaneRescaling.addSigns(g, direction);
        descendAll(x, rate);
      }
      case Scheduled scheduled -> {
        long k = steps + 1;
        step(
            scheduled.optimizer(),
            rate * scheduled.learningRateSchedule().factor(k),
            scheduled.thresholdSchedule().factor(k),
            x,
            g);
      }
      case Adam _, MatrixOptimizerSpec _, CoordinatewiseOptimizerSpec _ ->
          throw new IllegalStateException(spec + " steps in no lanes");
    }
  }

  /** The longest chain of roundings in one step. */
  static int depth(int dimension) {
    return dimension + 16;
  }

  /** The buffer of a coordinate. */
  double[] momentum(int coordinate) {
    return momentum[coordinate];
  }

  private void sgd(Sgd spec, double rate, double[][] x, double[][] g) {
    boolean first = steps == 0;
    for (int j = 0; j < x.length; j++) {
      if (spec.weightDecay() > 0) {
        decay(x[j], spec.weightDecay(), g[j]);
      }
      if (spec.momentum() == 0) {
        descend(x[j], rate, g[j]);
      } else {
        double fresh = first ? 1 : 1 - spec.dampening();
        average(momentum[j], first ? 0 : spec.momentum(), fresh, g[j]);
        if (spec.nesterov()) {
          ahead(g[j], spec.momentum(), momentum[j]);
        }
        descend(x[j], rate, spec.nesterov() ? g[j] : momentum[j]);
      }
    }
  }

  private void clippedSgd(
      ClippedSgd spec, double rate, double threshold, double[][] x, double[][] g) {
    clearDirection();
    if (spec.clipAfterMomentum()) {
      averageInto(g, spec.momentum());
      rescaling.addClipped(g, threshold, direction);
      descendAll(x, rate);
      return;
    }
    rescaling.addClipped(g, threshold, direction);
    for (int j = 0; j < x.length; j++) {
      if (spec.momentum() == 0) {
        descend(x[j], rate, direction[j]);
      } else {
        average(momentum[j], spec.momentum(), 1 - spec.momentum(), direction[j]);
        descend(x[j], rate, momentum[j]);
      }
    }
  }

  private void normalizedSgd(NormalizedSgd spec, double rate, double[][] x, double[][] g) {
    boolean fresh = spec.warmStart() && steps == 0;
    clearDirection();
    averageInto(g, fresh ? 0 : spec.momentum());
    rescaling.addNormalized(g, direction);
    descendAll(x, rate);
  }

  /**
   * The buffer, and g as a copy of it: what is rescaled may be changed, and the buffer must not.
   */
  private void averageInto(double[][] g, double kept) {
    for (int j = 0; j < g.length; j++) {
      average(momentum[j], kept, 1 - kept, g[j]);
      System.arraycopy(momentum[j], 0, g[j], 0, g[j].length);
    }
  }

  private void descendAll(double[][] x, double rate) {
    for (int j = 0; j < x.length; j++) {
      descend(x[j], rate, direction[j]);
    }
  }

  private void clearDirection() {
    for (double[] coordinate : direction) {
      LaneSquares.clear(coordinate);
    }
  }

  /** g ← g + λθ. */
  private static void decay(double[] x, double weightDecay, double[] g) {
    for (int l = 0; l < g.length; l++) {
      g[l] = Math.fma(weightDecay, x[l], g[l]);
    }
  }

  /** b ← μb + c g. */
  private static void average(double[] buffer, double momentum, double fresh, double[] g) {
    for (int l = 0; l < buffer.length; l++) {
      buffer[l] = Math.fma(momentum, buffer[l], fresh * g[l]);
    }
  }

  /** g ← g + μb. */
  private static void ahead(double[] g, double momentum, double[] buffer) {
    for (int l = 0; l < g.length; l++) {
      g[l] = Math.fma(momentum, buffer[l], g[l]);
    }
  }

  /** θ ← θ − η u. */
  private static void descend(double[] x, double learningRate, double[] update) {
    double back = -learningRate;
    for (int l = 0; l < x.length; l++) {
      x[l] = Math.fma(back, update[l], x[l]);
    }
  }
}
