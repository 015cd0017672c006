package org.noiseproof.fast.ensemble;

import java.util.Optional;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/** The optimizers' steps on all lanes, and the buffers that they keep of each. */
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

  /** The optimizer before its first step, or empty where it steps in no lanes. */
  static Optional<LaneOptimizer> of(OptimizerSpec spec, int dimension, int lanes) {
    boolean known =
        switch (spec) {
          case Sgd _ -> true;
          case ClippedSgd clipped ->
              !clipped.clipAfterMomentum() && LaneRescaling.reaches(clipped.threshold());
          case NormalizedSgd _, SignSgd _, Adam _, Scheduled _ -> false;
        };
    return known ? Optional.of(new LaneOptimizer(spec, dimension, lanes)) : Optional.empty();
  }

  /** One step from x with the gradient g, which may be changed. */
  void step(double[][] x, double[][] g) {
    switch (spec) {
      case Sgd sgd -> sgd(sgd, x, g);
      case ClippedSgd clipped -> clippedSgd(clipped, x, g);
      case NormalizedSgd _, SignSgd _, Adam _, Scheduled _ ->
          throw new IllegalStateException(spec + " steps in no lanes");
    }
    steps++;
  }

  /** The longest chain of roundings in one step. */
  static int depth(int dimension) {
    return dimension + 16;
  }

  /** The buffer of a coordinate. */
  double[] momentum(int coordinate) {
    return momentum[coordinate];
  }

  private void sgd(Sgd spec, double[][] x, double[][] g) {
    boolean first = steps == 0;
    for (int j = 0; j < x.length; j++) {
      if (spec.weightDecay() > 0) {
        decay(x[j], spec.weightDecay(), g[j]);
      }
      if (spec.momentum() == 0) {
        descend(x[j], spec.learningRate(), g[j]);
      } else {
        double fresh = first ? 1 : 1 - spec.dampening();
        average(momentum[j], first ? 0 : spec.momentum(), fresh, g[j]);
        if (spec.nesterov()) {
          ahead(g[j], spec.momentum(), momentum[j]);
        }
        descend(x[j], spec.learningRate(), spec.nesterov() ? g[j] : momentum[j]);
      }
    }
  }

  private void clippedSgd(ClippedSgd spec, double[][] x, double[][] g) {
    for (double[] coordinate : direction) {
      LaneSquares.clear(coordinate);
    }
    rescaling.addClipped(g, spec.threshold(), direction);
    for (int j = 0; j < x.length; j++) {
      if (spec.momentum() == 0) {
        descend(x[j], spec.learningRate(), direction[j]);
      } else {
        average(momentum[j], spec.momentum(), 1 - spec.momentum(), direction[j]);
        descend(x[j], spec.learningRate(), momentum[j]);
      }
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
