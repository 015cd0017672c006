package org.noiseproof.claim.bias;

import org.noiseproof.claim.bias.Counterfeit.Wrong;
import org.noiseproof.matrix.Matrix;

/**
 * The parts of a power iteration as a plain program has them: nothing is scaled, and nothing is
 * done where a product vanishes. Wrong ones are put together from them.
 */
final class PowerStep {
  private PowerStep() {}

  /** m/√Σm². */
  static Matrix unit(Matrix m) {
    return m.times(1 / Math.sqrt(m.inner(m)));
  }

  /** p, or the first column of m before the first step. */
  static Matrix start(Matrix m, Matrix p) {
    return p.largest() == 0 ? firstColumn(m) : p;
  }

  static Matrix firstColumn(Matrix m) {
    return Matrix.of(m.rows(), 1, m.transpose().row(0));
  }

  /** D = uvᵀ, u = p/‖p‖ and v = mᵀu/‖mᵀu‖; u is kept. */
  static Wrong along(Matrix m, Matrix p) {
    Matrix left = unit(p);
    return new Wrong(left.times(unit(m.transpose().times(left)).transpose()), left);
  }

  /** The same of m mᵀp. */
  static Wrong iterated(Matrix m, Matrix p) {
    return along(m, m.times(m.transpose().times(p)));
  }
}
