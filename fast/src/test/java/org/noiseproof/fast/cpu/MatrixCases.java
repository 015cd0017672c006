package org.noiseproof.fast.cpu;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;

/** Norms, optimizers and matrices for tests. */
public final class MatrixCases {
  private MatrixCases() {}

  /** Every norm. */
  public static final List<NormSpec> NORMS =
      List.of(
          new Frobenius(),
          new Max(),
          new L1(),
          new Spectral(),
          new Nuclear(),
          new Schatten(1.25),
          new Schatten(2),
          new Schatten(4),
          new KyFan(2),
          new KyFan(3),
          new KyFanDual(2),
          new KyFanDual(3));

  /** Every optimizer. */
  public static final List<MatrixOptimizerSpec> OPTIMIZERS =
      List.of(
          new Nsd(0.1, new Frobenius(), 0.9, 0.01),
          new Nsd(0.1, new Max(), 0.5, 0),
          new Nsd(0.1, new L1(), 0, 0),
          new Nsd(0.1, new Spectral(), 0.9, 0),
          new Nsd(0.1, new Nuclear(), 0, 0.1),
          new Nsd(0.1, new Schatten(3), 0.9, 0),
          new Nsd(0.1, new KyFan(2), 0.9, 0),
          new Nsd(0.1, new KyFanDual(2), 0, 0),
          new Nucgd(0.1, 0.9, 0, 0.01),
          new Nucgd(0.1, 0, 1, 0),
          new Nucgd(0.1, 0.9, 3, 0.01),
          new Muon(0.1, 0.95, 5, 0.01),
          new Muon(0.1, 0, 1, 0),
          new Muon(0.1, 0.5, 0, 0),
          new PolarGrad(0.1, 0.9, 0.01));

  /** Rows and columns. */
  public static final List<int[]> SHAPES =
      List.of(
          new int[] {1, 1},
          new int[] {1, 5},
          new int[] {6, 1},
          new int[] {2, 2},
          new int[] {3, 5},
          new int[] {7, 4},
          new int[] {8, 8},
          new int[] {10, 3});

  /**
   * A matrix of gaussians times 2ᵉ; every fifth of low rank, every seventh with entries that are
   * rounding errors beside others, every eleventh 0.
   */
  public static Matrix matrix(int rows, int columns, int number, int exponent) {
    SplittableRandom random = new SplittableRandom(number);
    double[] entries = new double[rows * columns];
    if (number % 11 == 10) {
      return Matrix.of(rows, columns, entries);
    }
    if (number % 5 == 4) {
      double[] u = random.ints(rows, -4, 5).asDoubleStream().toArray();
      double[] v = random.ints(columns, -4, 5).asDoubleStream().toArray();
      Arrays.setAll(entries, e -> u[e / columns] * v[e % columns]);
      entries[0] += 1;
    } else {
      Arrays.setAll(
          entries,
          e -> Math.scalb(random.nextGaussian(), number % 7 == 6 ? -random.nextInt(80) : 0));
    }
    Arrays.setAll(entries, e -> Math.scalb(entries[e], exponent));
    return Matrix.of(rows, columns, entries);
  }
}
