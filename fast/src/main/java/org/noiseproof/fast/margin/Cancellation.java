package org.noiseproof.fast.margin;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.noiseproof.margin.Certificate;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;

/**
 * Weights p ≥ 0 with A p = 0 to rounding, from weights with A p small: a witness that data are not
 * separable. Each correction is the one of least Σ (δp/p)², so that weights which vanish stay where
 * they are, and is computed from an exact A p.
 */
final class Cancellation {
  private static final int CORRECTIONS = 6;

  /** Of the largest weight: what is below it counts as 0, as rounding the largest moves more. */
  private static final double NEGLIGIBLE = 0x1p-53;

  private Cancellation() {}

  static double[] of(MarginProblem problem, Atoms atoms, double[] p) {
    double[] cancelling = p.clone();
    for (int n = 0; n < CORRECTIONS; n++) {
      double least = NEGLIGIBLE * Arrays.stream(cancelling).max().orElseThrow();
      double sum = 0;
      for (int j = 0; j < p.length; j++) {
        cancelling[j] = cancelling[j] < least ? 0 : cancelling[j];
        sum += cancelling[j];
      }
      Matrix combination = Certificate.combination(problem, cancelling);
      if (combination.largest() == 0) {
        return cancelling;
      }
      double[] residual = combination.entries();
      for (int e = 0; e < residual.length; e++) {
        residual[e] *= sum;
      }
      double[] squares = new double[p.length];
      for (int j = 0; j < p.length; j++) {
        squares[j] = cancelling[j] * cancelling[j];
      }
      DMatrixRMaj gram = atoms.gram(squares);
      double[] rise = atoms.margins(Factors.of(gram).solve(residual));
      for (int j = 0; j < p.length; j++) {
        cancelling[j] = Math.max(0, cancelling[j] - squares[j] * rise[j]);
      }
    }
    return cancelling;
  }
}
