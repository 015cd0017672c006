package org.noiseproof.criteria;

import org.noiseproof.backend.Norm;
import org.noiseproof.check.Outcome;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.reference.ExactNorm;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.SpecJson;

/**
 * Whether a matrix D is a direction of steepest ascent, unique or not: ‖D‖ ≤ 1 and ⟨m, D⟩ ≥ ‖m‖_*,
 * the norms by the reference. Nothing is compared with a direction that somebody else chose.
 *
 * <p>The slack (derived). Each of these norms is 1 on a matrix with one entry ±1, so that it is at
 * most Σ|entries| on any. A D whose entries are off by γE_ij has thus a norm of at most 1 + γΣE;
 * and if it is the direction of a matrix that differs from m by δ, ‖δ‖_F ≤ γ‖G‖_F, then ⟨m, D⟩ ≥
 * ‖m‖_* − 2Σ|δ| − γΣ|m|E, Σ|δ| ≤ √(entries) γ‖G‖_F.
 *
 * @param norm in which D is a direction
 * @param ratio the roundings that may have been made
 */
public record Alignment(NormSpec norm, TestRatio ratio) {

  /**
   * Judges a direction.
   *
   * @param buffer m and its gauge G; m = 0 has no directions to judge
   * @param direction D
   * @param errors E, entry by entry
   */
  public Outcome of(Buffer buffer, Matrix direction, Matrix errors) {
    Buffer moderate = buffer.moderate();
    Matrix m = moderate.m();
    if (!direction.isFinite()) {
      return Outcome.broken("the direction of %s is %s".formatted(buffer.m(), direction));
    }
    if (m.largest() == 0) {
      return Outcome.EXACT;
    }
    Norm exact = new ExactNorm(norm);
    double length = exact.of(direction);
    double reached = m.inner(direction);
    double most = ExactNorm.encloseDual(norm, m).centre().toDouble();
    double off = 2 * spread(moderate.terms()) + Buffer.absolute(m).inner(errors);
    double tooLong = ratio.above(length, 1, sum(errors) + 1);
    double tooLow = ratio.above(most, reached, off);
    double worst = Math.max(tooLong, tooLow);
    return worst <= 1
        ? Outcome.within(worst)
        : new Outcome(
            worst,
            "the direction of %s is %s: in the norm %s it is %s long, expected at most 1, and it reaches %s of %s"
                .formatted(m, direction, SpecJson.write(norm), length, reached, most));
  }

  /**
   * Judges a step of an optimizer, whose direction is ((1−ηλ)θ − θ′)/(η · scale).
   *
   * @param buffer of that step
   * @param before θ
   * @param after θ′
   * @param scale of the direction that is no unit matrix; 1 for most
   */
  public Outcome ofStep(Buffer buffer, Matrix before, Matrix after, double scale) {
    MatrixOptimizerSpec spec = buffer.spec();
    double rate = spec.learningRate();
    double unit = rate * scale;
    if (unit == 0) {
      return Outcome.EXACT;
    }
    double kept = 1 - rate * spec.weightDecay();
    Matrix direction = before.times(kept).minus(after).times(1 / unit);
    double[] errors =
        Buffer.absolute(before)
            .times(1 + rate * spec.weightDecay())
            .plus(Buffer.absolute(after))
            .times(1 / unit)
            .entries();
    for (int e = 0; e < errors.length; e++) {
      errors[e] += 1;
    }
    return of(buffer, direction, Matrix.of(before.rows(), before.columns(), errors));
  }

  /** √(entries) ‖G‖_F, at least the sum of the entries. */
  static double spread(Matrix terms) {
    return Math.sqrt(terms.rows() * terms.columns() * terms.inner(terms));
  }

  private static double sum(Matrix matrix) {
    double sum = 0;
    for (double entry : matrix.entries()) {
      sum += entry;
    }
    return sum;
  }
}
