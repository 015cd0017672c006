package org.noiseproof.fast.ensemble;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.noise.Cauchy;
import org.noiseproof.noise.CentredTwoPoint;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.StudentT2;
import org.noiseproof.noise.SymmetricPareto;
import org.noiseproof.noise.SymmetricStable;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.problem.Problem;
import org.noiseproof.problem.PseudoHuber;
import org.noiseproof.problem.Quadratic;
import org.noiseproof.problem.Saturating;
import org.noiseproof.problem.SeparableSaturating;

/** Laws and problems for the tests of this package. */
public final class LaneCases {
  private LaneCases() {}

  /** Each law; those with a parameter that changes the formula more than once. */
  public static final List<NoiseLaw> LAWS =
      List.of(
          new TwoPoint(0.3, 4),
          new CentredTwoPoint(0.2, 5),
          new ThreePoint(0.4, 3),
          new StudentT2(),
          new Cauchy(0.5),
          new SymmetricPareto(1.5, 0.7),
          new SymmetricPareto(0.4, 1),
          new ShiftedPareto(1.5, 1),
          new SymmetricStable(1.5, 0.5),
          new SymmetricStable(0.7, 1),
          new SymmetricStable(1, 1),
          new SymmetricStable(2, 1));

  /** Each problem. */
  public static List<Problem> problems(int dimension) {
    double[] target = new double[dimension];
    Arrays.setAll(target, j -> 0.1 * j - 0.3);
    return List.of(
        new Saturating(dimension),
        new SeparableSaturating(dimension),
        new PseudoHuber(dimension),
        Quadratic.towards(target));
  }
}
