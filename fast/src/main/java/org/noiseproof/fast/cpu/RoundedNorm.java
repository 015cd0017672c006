package org.noiseproof.fast.cpu;

import java.util.Arrays;
import org.noiseproof.backend.Norm;
import org.noiseproof.matrix.Matrix;

/**
 * A norm whose matrices are rounded to float first, as everything that comes into that backend, and
 * whose answers are rounded in the end. In between it is computed in doubles: singular values have
 * nothing to gain from floats at the sizes of gradients.
 *
 * @param inDoubles the norm of doubles
 */
record RoundedNorm(Norm inDoubles) implements Norm {

  @Override
  public double of(Matrix w) {
    return (float) inDoubles.of(rounded(w));
  }

  @Override
  public Direction direction(Matrix gradient) {
    Direction direction = inDoubles.direction(rounded(gradient));
    return new Direction(rounded(direction.matrix()), (float) direction.dualNorm());
  }

  private static Matrix rounded(Matrix matrix) {
    double[] rounded = Arrays.stream(matrix.entries()).map(x -> (float) x).toArray();
    for (int e = 0; e < rounded.length; e++) {
      if (!Double.isFinite(rounded[e])) {
        throw new IllegalArgumentException(
            "matrix[%d][%d] = %s is not finite in float32"
                .formatted(
                    e / matrix.columns(),
                    e % matrix.columns(),
                    matrix.at(e / matrix.columns(), e % matrix.columns())));
      }
    }
    return Matrix.of(matrix.rows(), matrix.columns(), rounded);
  }

  /** One rounding, and room for what doubles lose beside it. */
  @Override
  public int depth(int rows, int columns) {
    return 2;
  }
}
