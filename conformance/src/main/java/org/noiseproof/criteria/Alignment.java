package org.noiseproof.criteria;

import java.util.Optional;
import org.noiseproof.backend.Norm;
import org.noiseproof.check.Outcome;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.reference.ExactNorm;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;
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
   * Judges a step of an optimizer whose steps are of steepest descent, and passes over others: D is
   * ((1−ηλ)θ − θ′)/η, and that divided by ‖m‖ for PolarGrad.
   *
   * @param ratio the roundings that may have been made
   * @param buffer of that step
   * @param before θ
   * @param after θ′
   */
  public static Outcome ofStep(TestRatio ratio, Buffer buffer, Matrix before, Matrix after) {
    MatrixOptimizerSpec spec = buffer.spec();
    Optional<NormSpec> norm = norm(spec);
    double rate = spec.learningRate();
    double unit =
        spec instanceof PolarGrad ? rate * new ExactNorm(new Nuclear()).of(buffer.m()) : rate;
    if (norm.isEmpty() || unit == 0) {
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
    return new Alignment(norm.get(), ratio)
        .of(buffer, direction, Matrix.of(before.rows(), before.columns(), errors));
  }

  /** The norm in which steps are the steepest; none where they are so only in the end. */
  private static Optional<NormSpec> norm(MatrixOptimizerSpec spec) {
    return switch (spec) {
      case Nsd nsd -> Optional.of(nsd.norm());
      case Nucgd nucgd ->
          nucgd.powerIterations() == 0 ? Optional.of(new Nuclear()) : Optional.empty();
      case Muon muon ->
          muon.newtonSchulzSteps() == 0 ? Optional.of(new Spectral()) : Optional.empty();
      case PolarGrad _ -> Optional.of(new Spectral());
    };
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
