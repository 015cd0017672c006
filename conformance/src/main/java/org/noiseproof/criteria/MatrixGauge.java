package org.noiseproof.criteria;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;

/**
 * The gauge of a run on matrices, as {@link OptimizerGauge} has it on vectors. A buffer with the
 * gauge G is off by at most δ = γ‖G‖; with the {@link Sensitivity} κ its direction is off by at
 * most 2κδ where κδ ≤ ½, and by 2√r ≤ 4√r κδ in any case (derived: κ holds for small δ, and while
 * κδ ≤ ½ the sensitivity on the way there is at most 2κ; two directions are never further apart
 * than 2√r). So a step has the gauge η(1 + 4√r κ‖G‖), which is infinite where the direction is not
 * unique.
 */
final class MatrixGauge {
  private MatrixGauge() {}

  /** |f′| of Newton and Schulz's quintic is at most this on [0, 1.2024], where its iterates are. */
  private static final double STEEPEST = 4;

  static void ofRun(Case run, double[][] gauges) {
    List<Buffer> buffers = Buffer.ofRun(run);
    Tracking tracking = new Tracking(run.matrixRows());
    for (int t = 0; t < buffers.size(); t++) {
      Buffer buffer = buffers.get(t);
      double[] moves = moves(buffer.moderate(), buffer.exponent(), tracking);
      double rate = buffer.spec().learningRate();
      double decay = 1 + rate * buffer.spec().weightDecay();
      for (int j = 0; j < moves.length; j++) {
        gauges[t + 1][j] =
            gauges[t][j] * decay + (rate == 0 || moves[j] == 0 ? 0 : rate * moves[j]);
      }
    }
  }

  private static double[] moves(Buffer buffer, int exponent, Tracking tracking) {
    Matrix m = buffer.m();
    double[] moves = new double[m.rows() * m.columns()];
    if (buffer.terms().largest() == 0) {
      return moves;
    }
    double whole = norm(buffer.terms());
    switch (buffer.spec()) {
      case Nsd(_, Max _, _, _) ->
          Arrays.setAll(
              moves,
              j -> {
                double terms = buffer.terms().entries()[j];
                return terms == 0 ? 0 : 2 * terms / Math.abs(m.entries()[j]);
              });
      case Nsd(_, L1 _, _, _) -> Arrays.fill(moves, 1 + 4 * whole / lead(m));
      case Nsd nsd -> Arrays.fill(moves, direction(m, whole * Sensitivity.of(m).of(nsd.norm())));
      case Nucgd nucgd ->
          Arrays.fill(
              moves,
              nucgd.powerIterations() == 0
                  ? direction(m, whole * Sensitivity.of(m).of(new Nuclear()))
                  : 1 + 4 * tracking.step(m, whole, nucgd.powerIterations()));
      case Muon muon ->
          Arrays.fill(
              moves,
              muon.newtonSchulzSteps() == 0
                  ? direction(m, whole * Sensitivity.of(m).of(new Spectral()))
                  : Math.pow(STEEPEST, muon.newtonSchulzSteps()) * (1 + 2 * whole / norm(m)));
      case PolarGrad _ ->
          Arrays.fill(
              moves, Math.scalb(norm(m) + whole * Sensitivity.of(m).polarGradient(), exponent + 2));
    }
    return moves;
  }

  private static double direction(Matrix m, double moved) {
    return 1 + 4 * Math.sqrt(Math.min(m.rows(), m.columns())) * moved;
  }

  /** By how much the largest |entry| is larger than all others. */
  private static double lead(Matrix m) {
    double[] sizes = Arrays.stream(m.entries()).map(Math::abs).sorted().toArray();
    int last = sizes.length - 1;
    return last == 0 ? sizes[0] : sizes[last] - sizes[last - 1];
  }

  private static double norm(Matrix matrix) {
    return Math.sqrt(matrix.inner(matrix));
  }
}
