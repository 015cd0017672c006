package org.noiseproof.claim.bias;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Picture;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Vectors;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.Spec;

/** The norms of the backend under test, and the directions in which its optimizers step. */
record Directions(Backend backend) {

  /** What the experiment finds; NOT_APPLICABLE where the backend lacks a spec that it needs. */
  static Finding with(
      Trial trial, List<? extends Spec> needed, Function<Directions, Finding> experiment) {
    return Needs.met(
        trial,
        only(NormSpec.class, needed),
        only(OptimizerSpec.class, needed),
        () -> experiment.apply(new Directions(trial.backend())));
  }

  private static <S extends Spec> List<S> only(Class<S> kind, List<? extends Spec> specs) {
    return specs.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** m(W)/‖W‖, −∞ at 0. */
  double normalizedMargin(MarginProblem problem, NormSpec spec, Matrix w) {
    double size = size(spec, w);
    return size == 0 ? Double.NEGATIVE_INFINITY : problem.margin(w) / size;
  }

  Norm norm(NormSpec spec) {
    return backend.norm(spec).orElseThrow(() -> new IllegalStateException("lost " + spec));
  }

  Optimizer optimizer(OptimizerSpec spec) {
    return backend.optimizer(spec).orElseThrow(() -> new IllegalStateException("lost " + spec));
  }

  /** ‖W‖. */
  double size(NormSpec spec, Matrix w) {
    return norm(spec).of(w);
  }

  /** ‖Z‖_*. */
  double dual(NormSpec spec, Matrix z) {
    return size(spec.dual(), z);
  }

  /** σ_k, from 1: what the sum of the k largest has more than that of k − 1. */
  double singularValue(Matrix matrix, int k) {
    double sum = size(new KyFan(k), matrix);
    return k == 1 ? sum : sum - size(new KyFan(k - 1), matrix);
  }

  /** The matrix and its singular values, for the report. */
  Picture.Panel panel(String name, Matrix matrix) {
    return new Picture.Panel(
        name,
        matrix,
        IntStream.rangeClosed(1, Math.min(matrix.rows(), matrix.columns()))
            .mapToObj(k -> singularValue(matrix, k))
            .toList());
  }

  /** u₁, of length 1, up to its sign: the longest column of u₁v₁ᵀ. */
  double[] leading(Matrix matrix) {
    return leftOf(norm(new Nuclear()).direction(matrix).matrix());
  }

  /** u of a matrix of rank one, uvᵀ. */
  static double[] leftOf(Matrix pair) {
    Matrix columns = pair.transpose();
    double[] longest = columns.row(0);
    for (int j = 1; j < columns.rows(); j++) {
      double[] column = columns.row(j);
      longest = Vectors.norm(column) > Vectors.norm(longest) ? column : longest;
    }
    return Vectors.times(1 / Vectors.norm(longest), longest);
  }

  /** D of the first step from W = 0 on this gradient, for a spec whose learning rate is 1. */
  Matrix step(OptimizerSpec spec, Matrix gradient) {
    Optimizer optimizer = optimizer(spec);
    Matrix zero = Matrix.zero(gradient.rows(), gradient.columns());
    return optimizer.step(optimizer.start(zero), gradient.entries()).matrix().times(-1);
  }

  /**
   * γ at the depth of a step and a norm of such a matrix, followed by a check that takes a few
   * products of it: the relative error granted.
   */
  double roundoff(OptimizerSpec spec, int rows, int columns) {
    return gamma(optimizer(spec).depth(rows * columns) + normDepth(rows, columns), rows, columns);
  }

  /** γ at the depth of a norm and its direction, and of such a check. */
  double roundoff(int rows, int columns) {
    return gamma(normDepth(rows, columns), rows, columns);
  }

  private int normDepth(int rows, int columns) {
    return List.of(new Spectral(), new Nuclear(), new Frobenius()).stream()
        .mapToInt(spec -> norm(spec).depth(rows, columns))
        .max()
        .orElseThrow();
  }

  private double gamma(long depth, int rows, int columns) {
    return Tolerance.gamma(
        depth + 64 + 8L * rows * columns, backend.describe().precision().unitRoundoff());
  }
}
