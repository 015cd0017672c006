package org.noiseproof.claim.bias;

import java.util.List;
import org.noiseproof.margin.Instances;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;

/** The eight samples and their maximum margins; derived, each with its certificate. */
final class EightSamples {
  private EightSamples() {}

  static final MarginProblem PROBLEM = Instances.eightSamples();

  /** In which γ is known. */
  static final List<NormSpec> NORMS =
      List.of(new Frobenius(), new Max(), new L1(), new Spectral(), new Nuclear());

  /** The max-margin direction of the largest entry, ‖V‖ = 1; exact in rationals. */
  static final Matrix MAX =
      Matrix.ofRows(
          new double[] {1, 61.0 / 99, -1, -1, 1},
          new double[] {-91.0 / 99, 1, -9.0 / 11, -1, -16.0 / 33},
          new double[] {-1, -1, 1, -85.0 / 99, 0},
          new double[] {-1, -83.0 / 99, -9.0 / 11, 1, -1});

  /** The max-margin direction of the sum of entries, ‖V‖ = 1; exact in rationals. */
  static final Matrix SUM =
      Matrix.ofRows(
          new double[] {2.0 / 7, 0, 0, -17.0 / 280, 0},
          new double[] {0, 6.0 / 35, 0, 0, 0},
          new double[] {0, -3.0 / 70, 3.0 / 14, 0, 0},
          new double[] {0, 0, 0, 9.0 / 40, 0});

  /**
   * γ; rational under the largest entry and the sum, to twelve digits under the others.
   *
   * @throws IllegalArgumentException where it is not known
   */
  static double gamma(NormSpec norm) {
    return switch (norm) {
      case Frobenius _ -> 1.36953779091;
      case Max _ -> 157.0 / 33;
      case L1 _ -> 129.0 / 280;
      case Spectral _ -> 2.15388513010;
      case Nuclear _ -> 0.89686023157;
      default -> throw new IllegalArgumentException("no margin is known under " + norm);
    };
  }
}
