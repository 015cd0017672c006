package org.noiseproof.zoo;

import java.util.Arrays;
import org.noiseproof.backend.Norm;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;

/** A norm in plain double arithmetic, right in both parts. */
record Norms(NormSpec spec) implements Norm {

  @Override
  public double of(Matrix w) {
    requireFinite(w);
    return of(spec, w);
  }

  @Override
  public Direction direction(Matrix gradient) {
    requireFinite(gradient);
    return new Direction(Directions.of(spec, gradient), of(spec.dual(), gradient));
  }

  @Override
  public int depth(int rows, int columns) {
    return 1024 + 64 * rows * columns;
  }

  /** ‖W‖. */
  static double of(NormSpec spec, Matrix w) {
    if (w.largest() == 0) {
      return 0;
    }
    return switch (spec) {
      case Frobenius _ -> Parts.norm(w.entries());
      case Max _ -> w.largest();
      case L1 _ -> Arrays.stream(w.entries()).map(Math::abs).sum();
      case Spectral _ -> Pairs.of(w).value(0);
      case Nuclear _ -> Pairs.of(w).sum();
      case Schatten(double p) -> power(Pairs.of(w), p);
      case KyFan(int k) -> leading(Pairs.of(w), k);
      case KyFanDual(int k) -> Math.max(Pairs.of(w).value(0), Pairs.of(w).sum() / k);
    };
  }

  private static double power(Pairs pairs, double p) {
    double sum = 0;
    for (int i = 0; i < pairs.count(); i++) {
      sum += Math.pow(pairs.share(i), p);
    }
    return pairs.value(0) * Math.pow(sum, 1 / p);
  }

  /** The sum of the k largest values. */
  static double leading(Pairs pairs, int k) {
    double sum = 0;
    for (int i = 0; i < Math.min(k, pairs.count()); i++) {
      sum += pairs.value(i);
    }
    return sum;
  }

  private static void requireFinite(Matrix matrix) {
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        if (!Double.isFinite(matrix.at(i, j))) {
          throw new IllegalArgumentException(
              "matrix[%d][%d] = %s is not finite".formatted(i, j, matrix.at(i, j)));
        }
      }
    }
  }
}
