package org.noiseproof.criteria;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;

/**
 * The momentum buffer of a matrix optimizer after a step, recomputed from the gradients alone.
 *
 * @param spec the optimizer of that step
 * @param m the buffer
 * @param terms the same recursion with every term replaced by its absolute value: the gauge of m
 */
public record Buffer(MatrixOptimizerSpec spec, Matrix m, Matrix terms) {

  /** A matrix that is known as it is: the buffer of normalized steepest descent on it alone. */
  public static Buffer of(NormSpec norm, Matrix m) {
    return new Buffer(new Nsd(1, norm, 0, 0), m, absolute(m));
  }

  /** The buffers of a run, one a step. */
  public static List<Buffer> ofRun(Case run) {
    OptimizerSpec spec = (OptimizerSpec) run.spec();
    Matrix m = Matrix.zero(run.matrixRows(), run.matrixColumns());
    Matrix terms = m;
    List<Buffer> buffers = new ArrayList<>();
    for (Matrix gradient : run.matrices()) {
      MatrixOptimizerSpec now =
          (MatrixOptimizerSpec)
              (spec instanceof Scheduled scheduled ? scheduled.at(buffers.size() + 1L) : spec);
      Buffer buffer = new Buffer(now, m, terms).after(gradient);
      m = buffer.m;
      terms = buffer.terms;
      buffers.add(buffer);
    }
    return List.copyOf(buffers);
  }

  /** The buffer one gradient later. */
  Buffer after(Matrix gradient) {
    double momentum = momentum(spec);
    double share = spec instanceof Muon ? 1 : 1 - momentum;
    return new Buffer(
        spec,
        m.times(momentum).plus(gradient.times(share)),
        terms.times(momentum).plus(absolute(gradient).times(share)));
  }

  /** This buffer and its gauge divided by a power of two that makes the gauge moderate. */
  public Buffer moderate() {
    double scale = Math.scalb(1.0, -Math.clamp(exponent(), -1022, 1022));
    return new Buffer(spec, m.times(scale), terms.times(scale));
  }

  /** The power of two that {@link #moderate} divides by. */
  public int exponent() {
    return terms.largest() == 0 ? 0 : Math.getExponent(terms.largest());
  }

  private static double momentum(MatrixOptimizerSpec spec) {
    return switch (spec) {
      case Nsd nsd -> nsd.momentum();
      case Nucgd nucgd -> nucgd.momentum();
      case Muon muon -> muon.momentum();
      case PolarGrad polar -> polar.momentum();
    };
  }

  static Matrix absolute(Matrix matrix) {
    double[] entries = matrix.entries();
    for (int e = 0; e < entries.length; e++) {
      entries[e] = Math.abs(entries[e]);
    }
    return Matrix.of(matrix.rows(), matrix.columns(), entries);
  }
}
