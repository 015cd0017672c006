package org.noiseproof.zoo;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;

/** Steps of optimizers on matrices in plain double arithmetic, in parts; all of them are right. */
final class MatrixSteps {
  private MatrixSteps() {}

  /** A step, right in every part. */
  static OptimizerState of(MatrixOptimizerSpec spec, OptimizerState state, double[] gradient) {
    return switch (spec) {
      case Nsd nsd -> step(nsd, state, gradient, m -> Directions.of(nsd.norm(), m));
      case Nucgd nucgd when nucgd.powerIterations() == 0 ->
          step(nucgd, state, gradient, m -> Directions.of(new Nuclear(), m));
      case Nucgd nucgd -> tracked(nucgd, state, gradient, MatrixSteps::track);
      case Muon muon when muon.newtonSchulzSteps() == 0 ->
          step(muon, state, gradient, m -> Directions.of(new Spectral(), m));
      case Muon muon ->
          step(muon, state, gradient, m -> Directions.newtonSchulz(m, muon.newtonSchulzSteps()));
      case PolarGrad polar -> step(polar, state, gradient, MatrixSteps::polar);
    };
  }

  /** A step whose weight decay is added to the gradient, as in sgd; the spec itself has none. */
  static OptimizerState coupled(
      MatrixOptimizerSpec bare, double weightDecay, OptimizerState state, double[] gradient) {
    return of(
        bare, state, shaped(state, gradient).plus(state.matrix().times(weightDecay)).entries());
  }

  private static Matrix polar(Matrix m) {
    return m.largest() == 0 ? m : Directions.of(new Spectral(), m).times(Pairs.of(m).sum());
  }

  /** The average, the decay, and the step along a direction. */
  static OptimizerState step(
      MatrixOptimizerSpec spec,
      OptimizerState state,
      double[] gradient,
      UnaryOperator<Matrix> direction) {
    Matrix m = buffer(spec, state, gradient);
    return moved(spec, state, m, direction.apply(m));
  }

  /** (1 − ηλ)θ − ηD. */
  static OptimizerState moved(
      MatrixOptimizerSpec spec, OptimizerState state, Matrix m, Matrix direction) {
    return state.next(
        decayed(spec, state.matrix()).minus(direction.times(spec.learningRate())).entries(),
        Map.of(Steps.MOMENTUM, m.entries()));
  }

  /** (1 − ηλ)θ. */
  static Matrix decayed(MatrixOptimizerSpec spec, Matrix parameters) {
    return parameters.times(1 - spec.learningRate() * spec.weightDecay());
  }

  /** m = μm + (1−μ)g, or μm + g. */
  static Matrix buffer(MatrixOptimizerSpec spec, OptimizerState state, double[] gradient) {
    double share = spec instanceof Muon ? 1 : 1 - momentum(spec);
    return buffer(state, gradient, momentum(spec), share);
  }

  /** m = μm + share · g. */
  static Matrix buffer(OptimizerState state, double[] gradient, double momentum, double share) {
    Matrix old = shaped(state, Steps.buffer(state, Steps.MOMENTUM));
    return old.times(momentum).plus(shaped(state, gradient).times(share));
  }

  static Matrix shaped(OptimizerState state, double[] entries) {
    return Matrix.of(state.rows(), state.columns(), entries);
  }

  static double momentum(MatrixOptimizerSpec spec) {
    return switch (spec) {
      case Nsd nsd -> nsd.momentum();
      case Nucgd nucgd -> nucgd.momentum();
      case Muon muon -> muon.momentum();
      case PolarGrad polar -> polar.momentum();
    };
  }

  /** The left vector before the iterations and that after them. */
  interface Track {
    Tracked of(Nucgd spec, OptimizerState state, Matrix m);
  }

  /** What is remembered, and the direction. */
  record Tracked(Matrix left, Matrix direction) {}

  /** nucgd's iterations, right in every part. */
  static Tracked track(Nucgd spec, OptimizerState state, Matrix m) {
    Matrix p = Directions.iterated(m, Directions.left(state, m), spec.powerIterations());
    return new Tracked(p, Directions.along(m, p));
  }

  /** A step of nucgd by power iterations, on m divided by its largest entry. */
  static OptimizerState tracked(Nucgd spec, OptimizerState state, double[] gradient, Track track) {
    Matrix m = buffer(spec, state, gradient);
    if (m.largest() == 0) {
      double[] left =
          state.buffers().contains(Directions.LEFT)
              ? state.buffer(Directions.LEFT)
              : new double[m.rows()];
      return remembering(moved(spec, state, m, m), m, left);
    }
    Matrix unit = Directions.entrywise(m, Parts.scale(1 / m.largest(), m.entries()));
    Tracked tracked = track.of(spec, state, unit);
    return remembering(moved(spec, state, m, tracked.direction()), m, tracked.left().entries());
  }

  private static OptimizerState remembering(OptimizerState state, Matrix m, double[] left) {
    return state.with(
        state.steps(),
        state.parameters(),
        Map.of(Steps.MOMENTUM, m.entries(), Directions.LEFT, left));
  }
}
