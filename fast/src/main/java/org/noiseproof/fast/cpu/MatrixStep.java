package org.noiseproof.fast.cpu;

import java.util.Map;
import java.util.TreeMap;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.fast.cpu.CpuOptimizer.Moved;
import org.noiseproof.fast.matrix.MatrixDirection;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;

/**
 * A step of an optimizer that knows rows from columns. Buffers and parameters are in the format;
 * the direction, whose cost is in products of matrices or singular values, is computed in doubles
 * of the buffer as it was rounded to the format, and then rounded to it itself.
 */
record MatrixStep<A>(MatrixOptimizerSpec spec, Format<A> format) {
  private static final String LEFT = "left_vector";

  Moved<A> move(OptimizerState state, A parameters, A momentum, A gradient) {
    double mu = momentum();
    format.updates().average(momentum, gradient, mu, spec instanceof Muon ? 1 : 1 - mu);
    MatrixDirection direction =
        MatrixDirection.of(
            spec, format.widened(momentum), state.rows(), state.columns(), left(state));
    format
        .updates()
        .descend(
            parameters,
            format.narrowed(direction.matrix()),
            spec.learningRate(),
            spec.weightDecay());
    Map<String, A> buffers = new TreeMap<>(Map.of(CpuOptimizer.MOMENTUM, momentum));
    direction.left().ifPresent(vector -> buffers.put(LEFT, format.narrowed(vector)));
    return new Moved<>(buffers, mu != 0 && lostBits(state, momentum, gradient));
  }

  private boolean lostBits(OptimizerState state, A momentum, A gradient) {
    NormSpec norm = spec instanceof Nsd nsd ? nsd.norm() : new Spectral();
    return switch (norm) {
      case Frobenius _ ->
          Underflow.ofDirection(format, spec.learningRate(), state, momentum, gradient);
      case Max _ -> Underflow.ofSigns(format, state, momentum, gradient);
      case L1 _, Spectral _, Nuclear _, Schatten _, KyFan _, KyFanDual _ ->
          Underflow.ofAll(format, state, momentum, gradient);
    };
  }

  private double[] left(OptimizerState state) {
    double[] left = state.buffers().contains(LEFT) ? state.buffer(LEFT) : new double[state.rows()];
    if (left.length != state.rows()) {
      throw new IllegalArgumentException(
          "buffer %s has %d entries, expected one a row, %d"
              .formatted(LEFT, left.length, state.rows()));
    }
    return format.widened(format.narrowed(left));
  }

  private double momentum() {
    return switch (spec) {
      case Nsd nsd -> nsd.momentum();
      case Nucgd nucgd -> nucgd.momentum();
      case Muon muon -> muon.momentum();
      case PolarGrad polar -> polar.momentum();
    };
  }

  /** A sum of squares of all entries; singular vectors took a quarter of it at most, measured. */
  static int depth(int dimension) {
    return 32 + 2 * dimension;
  }
}
